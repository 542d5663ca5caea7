package im.regent.im.external;

import im.regent.core.config.NameKind;
import im.regent.core.config.Secret;
import im.regent.core.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of XEP-0215, HOCON path {@code features.external-services}.
 *
 * @param validFor how long credentials made from a secret can be used
 * @param areCredentialsOnRequest whether only those who ask for the credentials of one service get them
 * @param services in the order of the configuration
 */
record ExternalServicesSettings(Duration validFor, boolean areCredentialsOnRequest, List<ExternalService> services) {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+");

    static ExternalServicesSettings read(Settings settings) {
        return new ExternalServicesSettings(
                settings.duration("credentials-valid-for", Duration.ofMinutes(1), Duration.ofDays(30)),
                settings.flag("credentials-on-request"),
                settings.sections("services", NameKind.WORD).values().stream()
                        .map(ExternalServicesSettings::service)
                        .toList());
    }

    private static ExternalService service(Settings settings) {
        return new ExternalService(
                checked(settings, "type", TYPE, "a word such as \"stun\" or \"turn\" is expected"),
                checked(settings, "host", HOST, "a domain or an IP address is expected"),
                settings.integer("port", 1, 65_535),
                settings.oneOf("transport", ExternalService.Transport.class),
                settings.optionalString("name").orElse(""),
                access(settings));
    }

    private static String checked(Settings settings, String key, Pattern pattern, String message) {
        String value = settings.string(key);
        if (!pattern.matcher(value).matches()) {
            settings.problem(key, message);
        }
        return value;
    }

    private static Access access(Settings settings) {
        Optional<Secret> secret = settings.secret("secret");
        Optional<String> username = settings.optionalString("username");
        Optional<Secret> password = settings.secret("password");
        if (username.isPresent() != password.isPresent()) {
            settings.problem(username.isPresent() ? "username" : "password", "a username and a password go together");
        }
        if (secret.isPresent() && username.isPresent()) {
            settings.problem("secret", "a service has either a secret or a username and a password");
        }
        return secret.<Access>map(Access.TimeLimited::new)
                .or(() -> username.flatMap(user -> password.map(word -> new Access.Fixed(user, word))))
                .orElse(Access.Open.OPEN);
    }
}
