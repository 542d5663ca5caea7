package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.Map;

/** Tells an entity what it may do (XEP-0356 §4.2, §5.2, §6.2, §7.2, §7.5). */
final class Advertisement {
    private Advertisement() {}

    /** The message for one virtual host. */
    static Message of(String host, Jid entity, Grant grant, String id) {
        Element message =
                Message.to(entity, Message.Type.NORMAL).xml().with("from", host).with("id", id);
        return (Message) PrivilegeXml.own(message.plus(privilege(grant)));
    }

    private static Element privilege(Grant grant) {
        Element privilege = Element.of(PrivilegeXml.NAMESPACE, "privilege");
        if (grant.roster() != Access.NONE) {
            Element roster = perm("roster").with("type", grant.roster().value());
            // Explicit: XEP-0356 §4.2 and its schema disagree about the default.
            privilege = privilege.plus(
                    grant.roster().canRead() ? roster.with("push", String.valueOf(grant.hasPushes())) : roster);
        }
        if (grant.message() != MessageAccess.NONE) {
            privilege =
                    privilege.plus(perm("message").with("type", grant.message().value()));
        }
        if (grant.presence() != PresenceAccess.NONE) {
            privilege = privilege.plus(
                    perm("presence").with("type", grant.presence().value()));
        }
        return grant.iq().isEmpty() ? privilege : privilege.plus(namespaces(grant.iq()));
    }

    private static Element namespaces(Map<String, Access> iq) {
        Element perm = perm("iq");
        for (Map.Entry<String, Access> entry : iq.entrySet()) {
            perm = perm.plus(Element.of(PrivilegeXml.NAMESPACE, "namespace")
                    .with("ns", entry.getKey())
                    .with("type", entry.getValue().value()));
        }
        return perm;
    }

    private static Element perm(String access) {
        return Element.of(PrivilegeXml.NAMESPACE, "perm").with("access", access);
    }
}
