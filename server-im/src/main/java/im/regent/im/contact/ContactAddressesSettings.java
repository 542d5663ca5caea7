package im.regent.im.contact;

import im.regent.core.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of XEP-0157, HOCON path {@code features.contact-addresses}.
 *
 * @param fields the addresses by field of the form; kinds without any are left out
 */
record ContactAddressesSettings(Map<String, List<String>> fields) {
    /** In the order of the XEP. */
    private static final List<String> KINDS =
            List.of("abuse", "admin", "feedback", "sales", "security", "status", "support");

    static ContactAddressesSettings read(Settings settings) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String kind : KINDS) {
            List<String> addresses = settings.strings(kind).stream().distinct().toList();
            addresses.stream()
                    .filter(address -> !isUri(address))
                    .forEach(
                            address -> settings.problem(
                                    kind,
                                    "\"" + address + "\" is not a URI",
                                    "Write \"mailto:admin@example.org\", \"xmpp:admin@example.org\" or \"https://example.org/help\"."));
            if (!addresses.isEmpty()) {
                fields.put(kind + "-addresses", addresses);
            }
        }
        return new ContactAddressesSettings(fields);
    }

    /** Absolute, and in ASCII: other characters have to be escaped in a URI. */
    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() && uri.toASCIIString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
