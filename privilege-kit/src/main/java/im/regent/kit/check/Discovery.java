package im.regent.kit.check;

import im.regent.core.xml.Element;

/** Service discovery (XEP-0030). */
public final class Discovery {
    private Discovery() {}

    /** Whether it asks for information. */
    public static boolean isQuestion(Element stanza) {
        return stanza.localName().equals("iq")
                && stanza.attribute("type", "").equals("get")
                && stanza.child(Grants.INFO, "query").isPresent();
    }

    /** The node that it asks about, empty for none. */
    public static String node(Element stanza) {
        return stanza.child(Grants.INFO, "query")
                .map(query -> query.attribute("node", ""))
                .orElse("");
    }

    /** The answer to such a question. */
    public static String answer(Element question, String from, String content) {
        String node = node(question);
        return "<iq type='result' id='" + question.attribute("id", "") + "' from='" + from + "' to='"
                + question.attribute("from", "") + "'><query xmlns='" + Grants.INFO + "'"
                + (node.isEmpty() ? "" : " node='" + node + "'") + ">" + content + "</query></iq>";
    }

    /** Whether an answer has the feature. */
    public static boolean hasFeature(Element answer, String feature) {
        return answer.child(Grants.INFO, "query").stream()
                .flatMap(query -> query.children(Grants.INFO, "feature").stream())
                .anyMatch(each -> each.attribute("var", "").equals(feature));
    }
}
