package im.regent.bench.gateway;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a server says that the component may do (XEP-0356 §4.2, §5.2), as far as it matters here. */
record Grants(boolean canSetRosters, boolean canSendMessages) {
    private static final String NAMESPACE = "urn:xmpp:privilege:2";
    private static final Pattern PERM = Pattern.compile("<(?:\\w+:)?perm\\b[^>]*>");

    /** Reads the advertisement of the host {@code domain}; empty if {@code element} is something else. */
    static Optional<Grants> read(String element, String domain) {
        boolean isAdvertisement = element.startsWith("<message")
                && element.contains(NAMESPACE)
                && Stanza.attribute(element, "from").equals(domain);
        return isAdvertisement
                ? Optional.of(new Grants(
                        grants(element, "roster", "set") || grants(element, "roster", "both"),
                        grants(element, "message", "outgoing")))
                : Optional.empty();
    }

    private static boolean grants(String element, String access, String type) {
        return PERM.matcher(element)
                .results()
                .map(MatchResult::group)
                .anyMatch(perm -> Stanza.attribute(perm, "access").equals(access)
                        && Stanza.attribute(perm, "type").equals(type));
    }
}
