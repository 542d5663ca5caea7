package im.regent.c2s.sasl2;

import im.regent.core.xml.Element;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says of itself. Nobody else may learn of it.
 *
 * @param id always the same for one installation of a client, in small letters; empty if it has none
 * @param software its name, or empty
 * @param device what it is installed on, or empty
 */
public record UserAgent(String id, String software, String device) {
    private static final int MAX_TEXT_LENGTH = 100;
    private static final UserAgent NOBODY = new UserAgent("", "", "");

    /** "The contents of the 'id' attribute MUST be a UUID v4." */
    private static final Pattern UUID_4 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Reads a request; empty if its user agent is malformed. */
    static Optional<UserAgent> of(Element request) {
        return request.child(Sasl2.NAMESPACE, "user-agent").map(UserAgent::read).orElse(Optional.of(NOBODY));
    }

    private static Optional<UserAgent> read(Element element) {
        Optional<String> id = element.attribute("id").map(text -> text.toLowerCase(Locale.ROOT));
        UserAgent agent = new UserAgent(id.orElse(""), text(element, "software"), text(element, "device"));
        return Optional.of(agent)
                .filter(read -> id.isEmpty() || UUID_4.matcher(read.id()).matches());
    }

    private static String text(Element element, String child) {
        String text = element.child(Sasl2.NAMESPACE, child)
                .map(Element::text)
                .orElse("")
                .strip();
        return text.codePointCount(0, text.length()) > MAX_TEXT_LENGTH
                ? text.substring(0, text.offsetByCodePoints(0, MAX_TEXT_LENGTH))
                : text;
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "UserAgent[]";
    }
}
