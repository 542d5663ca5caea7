package im.regent.privilege;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Router;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps others from speaking as this server to an entity, and as an entity to anybody: components believe an advertisement,
 * an answer or a roster push without looking at who sent it. What this server sends itself goes straight to the stream and
 * does not come by here. Safe for every thread.
 */
final class ForgeryGuard {
    private static final Logger security = LoggerFactory.getLogger("security");

    private final PrivilegedEntities entities;
    private final Router router;
    private final Set<Jid> reported = ConcurrentHashMap.newKeySet();

    ForgeryGuard(PrivilegedEntities entities, Router router) {
        this.entities = entities;
        this.router = router;
    }

    /** A stanza is about to be sent to a component. */
    Verdict toComponent(Stanza stanza, Origin origin) {
        if (isWrapper(stanza)) {
            return refuse();
        }
        Jid domain = stanza.receiver().domainJid();
        boolean isForged = PrivilegeXml.hasPrivilege(stanza) || isPush(stanza);
        if (!isForged || !entities.isPrivileged(domain)) {
            return Verdict.pass();
        }
        report(domain, origin);
        boolean isRequest = stanza instanceof Iq iq && iq.isRequest();
        return isRequest ? refuse() : Verdict.drop("a forged privilege");
    }

    /** A request reached a virtual host: a wrapper that comes so far is not from an entity that may send it. */
    Verdict toHost(Stanza stanza, Origin origin) {
        return isWrapper(stanza) ? refuse() : Verdict.pass();
    }

    /** A message reached a virtual host: if it is for an account that is an entity, nobody may advertise privileges in it. */
    Verdict toAccount(Stanza stanza, Origin origin) {
        Optional<Jid> entity = stanza.to().map(Jid::bare).filter(entities::isPrivileged);
        if (entity.isEmpty() || !PrivilegeXml.hasPrivilege(stanza)) {
            return Verdict.pass();
        }
        report(entity.get(), origin);
        return Verdict.drop("a forged privilege");
    }

    /** Once for each entity: who does it can do it often. */
    private void report(Jid entity, Origin origin) {
        if (reported.add(entity)) {
            security.info("forged privilege or roster push dropped: entity={} account={}", entity, origin.jid());
        }
    }

    private static boolean isWrapper(Stanza stanza) {
        return stanza instanceof Iq iq && iq.isRequest() && iq.request().name().equals(PrivilegedIq.WRAPPER);
    }

    /** A client or server cannot send from the bare address of an account; only a push of this server has it. */
    private boolean isPush(Stanza stanza) {
        return stanza instanceof Iq iq
                && iq.type() == Iq.Type.SET
                && iq.request().name().equals(PrivilegeXml.ROSTER_QUERY)
                && iq.sender().isBare()
                && router.isVirtualHost(iq.sender().domain());
    }

    private static Verdict refuse() {
        return Verdict.reject(StanzaError.of(Condition.FORBIDDEN, "only a privileged entity may send this"));
    }
}
