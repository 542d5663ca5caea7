package im.regent.kit.check;

import im.regent.core.xml.Element;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.Optional;

/**
 * Which versions of the specifications the server speaks, as far as it says. Older servers are asked in what they speak: then
 * one check fails, and the others still tell something.
 *
 * @param isAdvertised whether any privilege was advertised; if not, the newest version is tried
 * @param delegation the namespace of delegations, empty if none was advertised
 */
record Dialect(String privilege, boolean isAdvertised, Optional<String> delegation) {
    static final String PRIVILEGE = "urn:xmpp:privilege:";
    static final String DELEGATION = "urn:xmpp:delegation:";

    /** Before anybody has asked. */
    static final Dialect UNKNOWN = new Dialect(PRIVILEGE + 2, false, Optional.empty());

    /** Privileged requests, roster pushes and the limit to initial and unavailable presence came with the second version. */
    boolean isFirstVersion() {
        return privilege.equals(PRIVILEGE + 1);
    }

    /** Finds it out. */
    static Dialect of(World world) throws Finding {
        Optional<String> privilege = spoken(world.fresh(Entity.FULL), PRIVILEGE, "privilege");
        Peer pep = world.fresh(Entity.PEP);
        Optional<Element> first = pep.await(Dialect::isAboutDelegation);
        Optional<String> delegation = first.flatMap(stanza -> namespace(stanza, DELEGATION, "delegation"));
        if (first.isPresent()) {
            Nesting.answer(pep, first.get());
            Nesting.answer(pep);
            if (delegation.isEmpty()) {
                // Some servers advertise only what the entity has told features of.
                delegation = spoken(pep, DELEGATION, "delegation");
            }
        }
        return new Dialect(privilege.orElse(UNKNOWN.privilege), privilege.isPresent(), delegation);
    }

    private static boolean isAboutDelegation(Element stanza) {
        return Discovery.node(stanza).startsWith(DELEGATION)
                || namespace(stanza, DELEGATION, "delegation").isPresent();
    }

    /** The namespace of the first stanza that has such a child. */
    private static Optional<String> spoken(Peer peer, String namespaces, String name) {
        return peer.await(stanza -> namespace(stanza, namespaces, name).isPresent())
                .flatMap(stanza -> namespace(stanza, namespaces, name));
    }

    private static Optional<String> namespace(Element stanza, String namespaces, String name) {
        return stanza.children().stream()
                .filter(child ->
                        child.localName().equals(name) && child.namespace().startsWith(namespaces))
                .map(Element::namespace)
                .findFirst();
    }
}
