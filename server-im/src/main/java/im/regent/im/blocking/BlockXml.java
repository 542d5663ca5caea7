package im.regent.im.blocking;

import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Collection;

/** The elements of XEP-0191. */
final class BlockXml {
    static final String NAMESPACE = "urn:xmpp:blocking";
    static final Name LIST = new Name(NAMESPACE, "blocklist");
    static final Name BLOCK = new Name(NAMESPACE, "block");
    static final Name UNBLOCK = new Name(NAMESPACE, "unblock");
    static final String ITEM = "item";

    /** The detail beside {@code not-acceptable} in the error for whoever writes to somebody they block. */
    static final Element BLOCKED = Element.of("urn:xmpp:blocking:errors", "blocked");

    private BlockXml() {}

    /** An element of that name with an item for each address. */
    static Element items(Name name, Collection<?> addresses) {
        return Element.of(name.namespace(), name.local())
                .withNodes(addresses.stream()
                        .map(address -> Element.of(NAMESPACE, ITEM).with("jid", address.toString()))
                        .toList());
    }
}
