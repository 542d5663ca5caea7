package im.regent.core.jid;

import java.nio.charset.StandardCharsets;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/** Preparation of the three parts (RFC 7622 §3.2–3.4): a fast path for plain ASCII, PRECIS and IDNA2008 for the rest. */
final class Preparation {
    private static final int MAX_BYTES = 1023;

    /** No preparation makes four characters one byte: what is longer cannot become short enough, and costs no work. */
    private static final int MAX_UNPREPARED = 4 * MAX_BYTES;

    private Preparation() {}

    static String local(String part) throws MalformedJidException {
        int length = part.length();
        boolean upper = false;
        for (int i = 0; i < length; i++) {
            char c = part.charAt(i);
            if (c >= 0x80) {
                return internationalLocal(part);
            }
            if (c <= ' ' || c == 0x7F || isExcludedFromLocal(c)) {
                throw new MalformedJidException("localpart holds a forbidden character");
            }
            upper |= c >= 'A' && c <= 'Z';
        }
        return checked("localpart", upper ? lower(part) : part);
    }

    static String resource(String part) throws MalformedJidException {
        int length = part.length();
        for (int i = 0; i < length; i++) {
            char c = part.charAt(i);
            if (c >= 0x80) {
                return withoutLeadingSpace(precis("resourcepart", part, PrecisProfiles.OPAQUE_STRING));
            }
            if (c < ' ' || c == 0x7F) {
                throw new MalformedJidException("resourcepart holds a control character");
            }
        }
        return withoutLeadingSpace(checked("resourcepart", part));
    }

    /** RFC 7622 §3.5, example 18: "Leading space in resourcepart" makes a string that is no address. */
    private static String withoutLeadingSpace(String resource) throws MalformedJidException {
        if (resource.charAt(0) == ' ') {
            throw new MalformedJidException("resourcepart begins with a space");
        }
        return resource;
    }

    static String domain(String part) throws MalformedJidException {
        // RFC 7622 §3.2: "If the domainpart includes a final character considered to be a label separator …, this
        // character MUST be stripped".
        String stripped = part.endsWith(".") ? part.substring(0, part.length() - 1) : part;
        if (stripped.startsWith("[")) {
            return ipv6(stripped);
        }
        int length = stripped.length();
        boolean upper = false;
        for (int i = 0; i < length; i++) {
            char c = stripped.charAt(i);
            if (c >= 0x80) {
                return internationalDomain(stripped);
            }
            upper |= c >= 'A' && c <= 'Z';
            if (!isDomainCharacter(c)) {
                throw new MalformedJidException("domainpart holds a forbidden character");
            }
        }
        String result = checked("domainpart", upper ? lower(stripped) : stripped);
        checkLabels(result);
        return result.contains("xn--") ? internationalDomain(result) : result;
    }

    /** IDNA2008 maps and checks letters; what no host name may hold at all is looked for in the result. */
    private static String internationalDomain(String part) throws MalformedJidException {
        String prepared = precis("domainpart", part, PrecisProfiles.IDN);
        String domain = prepared.endsWith(".") ? prepared.substring(0, prepared.length() - 1) : prepared;
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c < 0x80 && !isDomainCharacter(c)) {
                throw new MalformedJidException("domainpart holds a forbidden character");
            }
        }
        checkLabels(domain);
        return domain;
    }

    private static String internationalLocal(String part) throws MalformedJidException {
        String prepared = precis("localpart", part, PrecisProfiles.USERNAME_CASE_MAPPED);
        for (int i = 0; i < prepared.length(); i++) {
            if (isExcludedFromLocal(prepared.charAt(i))) {
                throw new MalformedJidException("localpart holds a forbidden character");
            }
        }
        return prepared;
    }

    private static void checkLabels(String domain) throws MalformedJidException {
        int start = 0;
        while (start <= domain.length()) {
            int dot = domain.indexOf('.', start);
            int end = dot < 0 ? domain.length() : dot;
            boolean hyphenAtEdge = end > start && (domain.charAt(start) == '-' || domain.charAt(end - 1) == '-');
            if (end == start || end - start > 63 || hyphenAtEdge) {
                throw new MalformedJidException("domainpart has an invalid label");
            }
            start = end + 1;
        }
    }

    private static String ipv6(String part) throws MalformedJidException {
        boolean isClosed = part.length() > 2 && part.endsWith("]");
        if (!isClosed || !Ipv6.isAddress(part.substring(1, part.length() - 1))) {
            throw new MalformedJidException("domainpart is not an IPv6 address");
        }
        return lower(part);
    }

    /** The characters that RFC 7622 §3.3.1 excludes beyond those of the IdentifierClass. */
    private static boolean isExcludedFromLocal(char c) {
        return c == '"' || c == '&' || c == '\'' || c == '/' || c == ':' || c == '<' || c == '>' || c == '@';
    }

    private static boolean isDomainCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static String precis(String name, String part, PrecisProfile profile) throws MalformedJidException {
        if (part.length() > MAX_UNPREPARED) {
            throw new MalformedJidException(name + " is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return checked(name, profile.enforce(part));
        } catch (IllegalArgumentException e) {
            throw new MalformedJidException(name + " is not allowed: " + e.getMessage());
        }
    }

    private static String checked(String name, String part) throws MalformedJidException {
        if (part.isEmpty()) {
            throw new MalformedJidException(name + " is empty");
        }
        // RFC 7622 §3.1: each part "MUST NOT be zero octets in length and MUST NOT be more than 1023 octets in length".
        if (part.length() > MAX_BYTES / 3 && part.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MalformedJidException(name + " is longer than " + MAX_BYTES + " bytes");
        }
        return part;
    }

    private static String lower(String ascii) {
        return ascii.toLowerCase(java.util.Locale.ROOT);
    }
}
