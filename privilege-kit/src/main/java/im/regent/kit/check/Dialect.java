package im.regent.kit.check;

import im.regent.core.xml.Element;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
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

    /** Privileged requests came with the second version. */
    boolean hasRequests() {
        return !privilege.equals(PRIVILEGE + 1);
    }

    /** Finds it out. */
    static Dialect of(World world) throws Finding {
        Optional<String> privilege = first(world.fresh(Entity.FULL).all(stanza -> true), PRIVILEGE, "privilege");
        Peer pep = world.fresh(Entity.PEP);
        List<Element> messages = pep.all(stanza -> stanza.localName().equals("message"));
        Nesting.answer(pep);
        // Some servers advertise only what the entity has told features of.
        Optional<String> delegation = first(messages, DELEGATION, "delegation");
        if (delegation.isEmpty()) {
            delegation = first(pep.all(stanza -> true), DELEGATION, "delegation");
        }
        return new Dialect(privilege.orElse(UNKNOWN.privilege), privilege.isPresent(), delegation);
    }

    private static Optional<String> first(List<Element> stanzas, String namespaces, String name) {
        return stanzas.stream()
                .flatMap(stanza -> stanza.children().stream())
                .filter(child ->
                        child.localName().equals(name) && child.namespace().startsWith(namespaces))
                .map(Element::namespace)
                .max(String::compareTo);
    }
}
