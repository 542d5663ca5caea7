package im.regent.kit.suite;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Nesting;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.Set;
import java.util.stream.Collectors;

/** The component that namespaces are delegated to (XEP-0355). */
record Manager(World world, String namespace, Peer peer, Set<String> delegated) {
    Manager {
        delegated = Set.copyOf(delegated);
    }

    /** Connects it, and answers what the server asks it for nesting. */
    static Manager ready(World world) throws Finding {
        String namespace = world.delegation();
        Peer pep = world.fresh(Entity.PEP);
        Nesting.answer(pep);
        Set<String> delegated = pep.all(stanza -> Expect.mentions(stanza, namespace)).stream()
                .flatMap(stanza -> stanza.child(namespace, "delegation").stream())
                .flatMap(delegation -> delegation.children(namespace, "delegated").stream())
                .map(each -> each.attribute("namespace", ""))
                .collect(Collectors.toSet());
        return new Manager(world, namespace, pep, delegated);
    }

    /** Ends a check about the discovery of what the server does not know, {@code info} or {@code items}, if that stays there. */
    void needsRemaining(String what) throws Finding {
        String name = namespace + ":bare:disco#" + what + ":*";
        if (!delegated.contains(name)) {
            throw Finding.notApplicable("the server does not delegate " + name);
        }
    }

    /** Whether the stanza is a forwarded request. */
    boolean isForwarded(Element stanza) {
        return stanza.localName().equals("iq") && Expect.mentions(stanza, namespace);
    }

    /** Waits for a forwarded request; the wrapper. */
    Element wrapper() throws Finding {
        Element wrapper = peer.await("forwarded request", this::isForwarded);
        Expect.that(Expect.is(wrapper, "iq", "set"), "a wrapper of type set", wrapper);
        Expect.that(Expect.isFrom(wrapper, world.host()), "a wrapper from " + world.host(), wrapper);
        return wrapper;
    }

    /** The request inside. */
    Element inner(Element wrapper) throws Finding {
        Element delegation = Expect.child(wrapper, namespace, "delegation");
        Element forwarded = Expect.child(delegation, Xml.FORWARD, "forwarded");
        return Expect.child(forwarded, XmlWriter.CLIENT, "iq");
    }

    /** Answers a wrapper with this inside. */
    void answers(Element wrapper, String inner) throws Finding {
        answersWith(
                wrapper,
                "<delegation xmlns='" + namespace + "'><forwarded xmlns='" + Xml.FORWARD + "'>" + inner
                        + "</forwarded></delegation>");
    }

    /** Answers a wrapper with this as its content. */
    void answersWith(Element wrapper, String content) throws Finding {
        peer.send(Xml.reply(wrapper, peer.address(), "result", content));
    }

    /** A proper answer to the request inside; {@code attributes} may hold a from. */
    static String result(Element inner, String attributes, String content) {
        return "<iq xmlns='jabber:client' type='result' id='" + inner.attribute("id", "") + "' to='"
                + inner.attribute("from", "") + "'" + attributes + ">" + content + "</iq>";
    }

    /** The address that the request was for, as it stands there, for an answer. */
    static String from(Element inner) {
        return inner.attribute("to").map(to -> " from='" + to + "'").orElse("");
    }
}
