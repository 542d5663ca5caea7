package im.regent.privilege.delegation;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps others from speaking as this server to a managing entity: components believe an advertisement or a forwarded request
 * without looking at who sent it. What this server sends itself goes straight to the stream and does not come by here. Safe for
 * every thread.
 */
final class DelegationGuard {
    private static final Logger security = LoggerFactory.getLogger("security");

    private final Predicate<Jid> managers;
    private final Set<Jid> reported = ConcurrentHashMap.newKeySet();

    /** @param managers who manages something, or believes to */
    DelegationGuard(Predicate<Jid> managers) {
        this.managers = managers;
    }

    /** A stanza is about to be sent to a component. */
    Verdict toComponent(Stanza stanza, Origin origin) {
        Jid domain = stanza.receiver().domainJid();
        if (!managers.test(domain) || !DelegationXml.hasDelegation(stanza)) {
            return Verdict.pass();
        }
        if (reported.add(domain)) {
            security.info("forged delegation dropped: entity={} account={}", domain, origin.jid());
        }
        return stanza instanceof Iq iq && iq.isRequest()
                ? Verdict.reject(StanzaError.of(Condition.FORBIDDEN, "only the server may send this"))
                : Verdict.drop("a forged delegation");
    }
}
