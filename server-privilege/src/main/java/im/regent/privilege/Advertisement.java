package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells an entity what it may do (XEP-0356 §4.2, §5.2, §6.2, §7.2, §7.5). */
final class Advertisement {
    /**
     * What a stream has heard of: what is granted no more is taken back by name, for some entities add an advertisement to
     * what they know.
     */
    static final class Heard {
        private final Set<String> accesses = new LinkedHashSet<>();
        private final Set<String> namespaces = new LinkedHashSet<>();
    }

    private static final String NONE = "none";

    private Advertisement() {}

    /** The message for one virtual host. */
    static Message of(String host, Jid entity, Element privilege, String id) {
        Element message =
                Message.to(entity, Message.Type.NORMAL).xml().with("from", host).with("id", id);
        return (Message) PrivilegeXml.own(message.plus(privilege));
    }

    /** What is granted, all of it, and what was granted since the stream began; without children if that is nothing. */
    static Element privilege(Grant grant, Heard heard, Version version) {
        Element privilege = Element.of(version.namespace(), "privilege");
        privilege = plus(privilege, roster(grant, version), heard);
        privilege = plus(privilege, perm(version, "message", grant.message().value()), heard);
        privilege = plus(privilege, perm(version, "presence", grant.presence().value()), heard);
        if (version.hasRequests()) {
            heard.namespaces.addAll(grant.iq().keySet());
        }
        return heard.namespaces.isEmpty() ? privilege : privilege.plus(namespaces(grant, heard));
    }

    private static Element roster(Grant grant, Version version) {
        Element roster = perm(version, "roster", grant.roster().value());
        // Explicit: XEP-0356 §4.2 and its schema disagree about the default.
        return version.hasRequests() && grant.roster().canRead()
                ? roster.with("push", String.valueOf(grant.hasPushes()))
                : roster;
    }

    private static Element plus(Element privilege, Element perm, Heard heard) {
        String access = perm.attribute("access", "");
        if (!perm.attribute("type", NONE).equals(NONE)) {
            heard.accesses.add(access);
        }
        return heard.accesses.contains(access) ? privilege.plus(perm) : privilege;
    }

    private static Element namespaces(Grant grant, Heard heard) {
        Element perm = Element.of(PrivilegeXml.NAMESPACE, "perm").with("access", "iq");
        Set<String> inOrder = new LinkedHashSet<>(grant.iq().keySet());
        inOrder.addAll(heard.namespaces);
        for (String namespace : inOrder) {
            perm = perm.plus(Element.of(PrivilegeXml.NAMESPACE, "namespace")
                    .with("ns", namespace)
                    .with(
                            "type",
                            grant.iq().getOrDefault(namespace, Access.NONE).value()));
        }
        return perm;
    }

    private static Element perm(Version version, String access, String type) {
        return Element.of(version.namespace(), "perm").with("access", access).with("type", type);
    }
}
