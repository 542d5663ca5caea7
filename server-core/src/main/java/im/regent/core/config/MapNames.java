package im.regent.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import im.regent.core.config.Sources.Place;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the keys of maps that are named by an administrator.
 *
 * <p>Such names have dots, and HOCON splits a name outside double quotes at its dots: {@code example.org} { … } becomes a key
 * {@code example} with a key {@code org} in it, which is a valid configuration of something else.
 */
final class MapNames {
    private static final Set<String> SCHEMES = Set.of("http", "https", "urn", "jabber", "xmpp", "tag");
    private static final String EXPLANATION = "HOCON splits unquoted names at dots";

    private final Sources sources;

    MapNames(Sources sources) {
        this.sources = sources;
    }

    /** Throws if the key of the section cannot be a name of that kind. */
    void check(NameKind kind, String name, ConfigValue value) throws Unusable {
        List<String> written = value instanceof ConfigObject inner ? dottedNames(name, inner) : List.of();
        if (!written.isEmpty()) {
            throw new Unusable(
                    "this is not " + described(kind) + "; " + EXPLANATION,
                    "Write \"" + String.join("\" and \"", written) + "\" in double quotes.");
        }
        switch (kind) {
            case HOST -> checkAddress(name, kind, false);
            case ADDRESS -> checkAddress(name, kind, true);
            case NAMESPACE -> checkNamespace(name);
            case WORD -> checkWord(name);
        }
    }

    private static void checkAddress(String name, NameKind kind, boolean mayHaveLocal) throws Unusable {
        Jid jid = address(name, kind);
        if (!jid.resource().isEmpty()) {
            throw new Unusable("has a resource; " + described(kind) + " is expected", "Write \"" + jid.bare() + "\".");
        }
        if (!mayHaveLocal && jid.hasLocal()) {
            throw new Unusable("has a local part; a domain is expected", "Write \"" + jid.domain() + "\".");
        }
    }

    private static Jid address(String name, NameKind kind) throws Unusable {
        try {
            return Jid.parse(name);
        } catch (MalformedJidException e) {
            throw new Unusable("this is not " + described(kind) + ": " + e.getMessage(), "");
        }
    }

    private static void checkNamespace(String name) throws Unusable {
        if (SCHEMES.contains(name)) {
            throw new Unusable(
                    "this is not a namespace; HOCON ends an unquoted name at the colon",
                    "Write the whole namespace in double quotes, as in \"http://jabber.org/protocol/pubsub\".");
        }
        if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ')) {
            throw new Unusable("this is not a namespace: it has white space", "");
        }
    }

    private static void checkWord(String name) throws Unusable {
        if (name.isBlank()) {
            throw new Unusable("a blank name", "");
        }
    }

    private static String described(NameKind kind) {
        return switch (kind) {
            case HOST -> "a domain";
            case ADDRESS -> "an address";
            case NAMESPACE -> "a namespace";
            case WORD -> "a word";
        };
    }

    /** The names as they were probably meant, where keys inside were written as {@code name.key} without quotes. */
    private List<String> dottedNames(String name, ConfigObject inner) {
        return inner.entrySet().stream()
                .flatMap(entry -> sources.written(entry.getValue().origin()).stream()
                        .flatMap(place -> unquoted(place, name, entry.getKey()).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<String> unquoted(Place place, String name, String child) {
        Pattern pattern = Pattern.compile("(?<![\\w\"-])" + Pattern.quote(name) + "\\." + Pattern.quote(child)
                + "((?:\\.[\\w-]+)*)(\\.\"[^\"]*\")?\\s*(.?)");
        Matcher matcher = pattern.matcher(place.lineText());
        if (!matcher.find()) {
            return Optional.empty();
        }
        String whole = name + '.' + child + matcher.group(1);
        boolean endsWithKey = !String.valueOf(matcher.group(3)).equals("{") && matcher.group(2) == null;
        boolean hasMore = whole.indexOf('.') < whole.lastIndexOf('.');
        return Optional.of(endsWithKey && hasMore ? whole.substring(0, whole.lastIndexOf('.')) : whole);
    }
}
