package im.regent.im.push;

import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.List;

/** Reads and writes what XEP-0357 defines, and what it needs of XEP-0060. */
final class PushXml {
    static final String NAMESPACE = "urn:xmpp:push:0";
    static final Name ENABLE = new Name(NAMESPACE, "enable");
    static final Name DISABLE = new Name(NAMESPACE, "disable");
    static final String FORMS = "jabber:x:data";
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private PushXml() {}

    static boolean isPublishOptions(Element form) {
        return form.attribute("type", "submit").equals("submit")
                && form.children(FORMS, "field").stream()
                        .filter(field -> field.attribute("var", "").equals("FORM_TYPE"))
                        .flatMap(field -> field.children(FORMS, "value").stream())
                        .map(Element::text)
                        .toList()
                        .equals(List.of(PUBSUB + "#publish-options"));
    }

    /** §7. */
    static Element publish(PushNode node, Summary summary, PushSettings.Content content) {
        Element item =
                Element.of(PUBSUB, "item", Element.of(NAMESPACE, "notification").withNodes(form(summary, content)));
        Element publish = Element.of(PUBSUB, "publish", item);
        Element pubsub =
                Element.of(PUBSUB, "pubsub", node.node().isEmpty() ? publish : publish.with("node", node.node()));
        return node.options().isEmpty()
                ? pubsub
                : pubsub.plus(Element.of(PUBSUB, "publish-options").withNodes(node.options()));
    }

    private static List<Element> form(Summary summary, PushSettings.Content content) {
        Element form = Element.of(FORMS, "x")
                .with("type", "submit")
                .plus(field("FORM_TYPE", "urn:xmpp:push:summary").with("type", "hidden"));
        int empty = form.nodes().size();
        form = content.hasCount() ? form.plus(field("message-count", Long.toString(summary.count()))) : form;
        form = content.hasSender() ? form.plus(field("last-message-sender", summary.sender())) : form;
        form = content.hasBody() && !summary.body().isEmpty()
                ? form.plus(field("last-message-body", shortened(summary.body(), content.maxBodyLength())))
                : form;
        return form.nodes().size() == empty ? List.of() : List.of(form);
    }

    private static String shortened(String body, int maxLength) {
        return body.codePointCount(0, body.length()) <= maxLength
                ? body
                : body.substring(0, body.offsetByCodePoints(0, maxLength - 1)) + "…";
    }

    private static Element field(String name, String value) {
        return Element.of(FORMS, "field").with("var", name).plus(Element.text(FORMS, "value", value));
    }
}
