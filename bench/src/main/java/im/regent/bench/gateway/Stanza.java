package im.regent.bench.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the start tags of a server that is trusted to write well-formed XML. */
final class Stanza {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([\\w:-]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");

    private Stanza() {}

    /** The attribute {@code name} of the first tag in {@code xml} as it stands there, or an empty text. */
    static String attribute(String xml, String name) {
        Matcher attribute = ATTRIBUTE.matcher(xml).region(0, endOfTag(xml));
        while (attribute.find()) {
            if (attribute.group(1).equals(name)) {
                return attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            }
        }
        return "";
    }

    /** Where the next attribute value cannot begin any more: values may hold {@code >}, never {@code <}. */
    private static int endOfTag(String xml) {
        int next = xml.indexOf('<', 1);
        return next < 0 ? xml.length() : next;
    }
}
