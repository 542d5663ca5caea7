package im.regent.core.jid;

/** The text form of IPv6 addresses (RFC 3986 §3.2.2, {@code IPv6address}), without zones. */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {}

    static boolean isAddress(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        String rest = text.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest, true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of 16 bits this is, or -1; an IPv4 address at the end counts as two. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            if (isGroup(parts[i])) {
                count++;
            } else if (isLast && mayEndInIpv4 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isGroup(String text) {
        boolean isHex = !text.isEmpty() && text.length() <= 4;
        for (int i = 0; i < text.length() && isHex; i++) {
            char c = text.charAt(i);
            isHex = c < 0x80 && Character.digit(c, 16) >= 0;
        }
        return isHex;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        boolean isIpv4 = octets.length == 4;
        for (int i = 0; i < octets.length && isIpv4; i++) {
            isIpv4 = octets[i].matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(octets[i]) <= 255;
        }
        return isIpv4;
    }
}
