package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message that an entity sends as a user, or as the virtual host (XEP-0356 §5). */
final class PrivilegedMessage {
    private PrivilegedMessage() {}

    /**
     * The message to send, if the entity may send it.
     *
     * @param outer has a {@code <privilege/>}
     */
    static Message parse(Message outer, Judge judge) throws RefusedException {
        Jid host = outer.to().orElse(judge.entity());
        judge.messages(host).orRefuse();
        Element inner = unwrapped(outer.xml(), judge, host);
        Jid from = sender(inner, host);
        judge.message(from).orRefuse();
        return (Message) Unwrapping.rebuilt(inner, from);
    }

    private static Element unwrapped(Element outer, Judge judge, Jid host) throws RefusedException {
        List<Element> privileges =
                outer.children().stream().filter(PrivilegeXml::isPrivilege).toList();
        if (privileges.size() != 1) {
            throw RefusedException.badRequest("exactly one <privilege/> is expected");
        }
        Element privilege = privileges.get(0);
        judge.version(host, Version.of(privilege).orElseThrow()).orRefuse();
        Element forwarded = Unwrapping.onlyChild(privilege);
        if (!PrivilegeXml.isForwarded(forwarded)) {
            throw RefusedException.badRequest("<privilege/> must hold <forwarded xmlns='urn:xmpp:forward:0'/>");
        }
        List<Element> others = new ArrayList<>();
        int delays = 0;
        for (Element child : forwarded.children()) {
            if (PrivilegeXml.isDelay(child)) {
                delays++;
            } else {
                others.add(child);
            }
        }
        if (delays > 1 || others.size() != 1 || !others.get(0).is(XmlWriter.CLIENT, "message")) {
            throw RefusedException.badRequest("<forwarded/> must hold exactly one <message xmlns='jabber:client'/>");
        }
        return others.get(0);
    }

    private static Jid sender(Element inner, Jid host) throws RefusedException {
        Optional<Jid> from = Unwrapping.address(inner, "from");
        // XEP-0356 §5.1: "forwarded <message/> 'from' attribute MUST be a bare JID from the server, no resource is
        // allowed"
        boolean isOurs =
                from.isPresent() && from.get().isBare() && from.get().domain().equals(host.domain());
        if (!isOurs) {
            throw RefusedException.forbidden("the forwarded message must be from a bare address of " + host);
        }
        return from.get();
    }
}
