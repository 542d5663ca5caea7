package im.regent.bench.stream;

/** Text inside single-quoted attributes and elements. */
public final class Xml {
    private Xml() {}

    /** {@code text} as it stands in XML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }

    /** The text that stands for itself in {@code xml}; the five entities that every server writes. */
    static String unescape(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&apos;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
