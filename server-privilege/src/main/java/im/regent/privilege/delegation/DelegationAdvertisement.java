package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.Collection;
import java.util.List;

/** Tells a managing entity what it manages (XEP-0355 §4.2). */
final class DelegationAdvertisement {
    private DelegationAdvertisement() {}

    /**
     * The message of one virtual host, which names everything: entities forget what the last one did not.
     *
     * @param delegations of one version of the protocol
     */
    static Message of(Jid host, Jid manager, int version, Collection<Delegation> delegations, String id) {
        List<Element> delegated =
                delegations.stream().map(DelegationAdvertisement::delegated).toList();
        return Message.to(manager, Message.Type.NORMAL)
                .withId(id)
                .plus(DelegationXml.delegation(version).withNodes(delegated))
                .withFrom(host);
    }

    private static Element delegated(Delegation delegation) {
        String protocol = DelegationXml.NAMESPACES + delegation.version();
        List<Element> attributes = delegation.filtering().stream()
                .map(name -> Element.of(protocol, "attribute").with("name", name))
                .toList();
        return Element.of(protocol, "delegated")
                .with("namespace", delegation.namespace())
                .withNodes(attributes);
    }
}
