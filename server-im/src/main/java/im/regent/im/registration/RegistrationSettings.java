package im.regent.im.registration;

import im.regent.core.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Settings of XEP-0077, HOCON path {@code features.registration}.
 *
 * @param reservedNames local parts that nobody can register
 * @param maxAccounts that one address may make in a window
 * @param maxAttempts that it may make in a window, successful or not
 */
record RegistrationSettings(
        boolean allowsAccounts,
        boolean allowsPasswordChange,
        boolean allowsRemoval,
        boolean endsOtherSessions,
        boolean isTlsRequired,
        int minPasswordLength,
        Set<String> reservedNames,
        int maxAccounts,
        int maxAttempts,
        Duration window) {
    RegistrationSettings {
        reservedNames = Set.copyOf(reservedNames);
    }

    static RegistrationSettings read(Settings settings) {
        List<String> names = settings.strings("reserved-names");
        return new RegistrationSettings(
                settings.flag("new-accounts"),
                settings.flag("password-change"),
                settings.flag("removal"),
                settings.flag("end-other-sessions"),
                settings.flag("require-tls"),
                settings.integer("min-password-length", 1, 128),
                Set.copyOf(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList()),
                settings.integer("accounts-per-address", 1, 10_000),
                settings.integer("attempts-per-address", 1, 100_000),
                settings.duration("window", Duration.ofSeconds(1), Duration.ofDays(7)));
    }
}
