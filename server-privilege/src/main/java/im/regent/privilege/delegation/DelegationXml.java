package im.regent.privilege.delegation;

import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/** Names and wrappers of the protocol. */
final class DelegationXml {
    /** Of every version of the protocol's namespace. */
    static final String NAMESPACES = "urn:xmpp:delegation:";

    static final String NAMESPACE = NAMESPACES + "2";

    /** "delegate information discovery requests made on bare jids for any discovery node which is not already managed" */
    static final String REMAINING_INFO = NAMESPACE + ":bare:disco#info:*";

    static final String REMAINING_ITEMS = NAMESPACE + ":bare:disco#items:*";

    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String DELAY = "urn:xmpp:delay";

    private DelegationXml() {}

    static boolean isRemaining(String namespace) {
        return namespace.equals(REMAINING_INFO) || namespace.equals(REMAINING_ITEMS);
    }

    /** Whether a stanza has a {@code <delegation/>} that only this server may send, or only a managing entity to it. */
    static boolean hasDelegation(Stanza stanza) {
        return stanza.xml().children().stream()
                .anyMatch(child -> child.localName().equals("delegation")
                        && child.namespace().startsWith(NAMESPACES));
    }

    static Element delegation(int version) {
        return Element.of(NAMESPACES + version, "delegation");
    }

    /** A request as it is forwarded: never with a delay, for components take the first child of {@code <forwarded/>}. */
    static Element wrapped(int version, Stanza stanza) {
        return delegation(version).plus(Element.of(FORWARD, "forwarded", stanza.xml()));
    }

    static boolean isForwarded(Element element) {
        return element.is(FORWARD, "forwarded");
    }

    static boolean isDelay(Element element) {
        return element.is(DELAY, "delay");
    }

    static boolean isIq(Element element) {
        return element.is(XmlWriter.CLIENT, "iq");
    }
}
