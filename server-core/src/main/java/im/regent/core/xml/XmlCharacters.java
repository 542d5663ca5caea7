package im.regent.core.xml;

/** Which characters XML 1.0 allows (XML 1.0 §2.2, production Char). */
public final class XmlCharacters {
    private XmlCharacters() {}

    /** Whether every character of the string may stand in an XML document; a lone surrogate may not. */
    public static boolean areLegal(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0xD800 || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (c < 0xE000 || c > 0xFFFD) {
                return false;
            }
        }
        return true;
    }

    static void check(String value) {
        if (!areLegal(value)) {
            throw new IllegalArgumentException("the value holds a character that XML forbids");
        }
    }
}
