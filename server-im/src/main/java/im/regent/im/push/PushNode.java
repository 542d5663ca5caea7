package im.regent.im.push;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * Where notifications for one device go (XEP-0357 §5).
 *
 * @param service the app server
 * @param node of it; may be empty
 * @param resource of the session that enabled it
 * @param options a form for the app server, or nothing; there are secrets in it
 */
record PushNode(Jid service, String node, String resource, List<Element> options) {
    private static final String STORED = "urn:regent:push";

    PushNode {
        options = List.copyOf(options);
    }

    /** Under which it is kept: an address holds no line feed. */
    String key() {
        return key(service, node);
    }

    static String key(Jid service, String node) {
        return service + "\n" + node;
    }

    /** Whether it is one of this service, and has this name if there is one. */
    boolean isOf(Jid other, Optional<String> name) {
        return service.equals(other) && name.map(node::equals).orElse(true);
    }

    /** How it is stored. */
    static Codec<PushNode> codec() {
        return new Codec<>() {
            @Override
            public Element encode(PushNode value) {
                return Element.of(STORED, "push")
                        .with("jid", value.service().toString())
                        .with("node", value.node())
                        .with("resource", value.resource())
                        .withNodes(value.options());
            }

            @Override
            public PushNode decode(Element element) {
                return new PushNode(
                        Jid.valueOf(element.attribute("jid", "")),
                        element.attribute("node", ""),
                        element.attribute("resource", ""),
                        element.children());
            }
        };
    }

    /** Shows neither addresses nor secrets. */
    @Override
    public String toString() {
        return "PushNode";
    }
}
