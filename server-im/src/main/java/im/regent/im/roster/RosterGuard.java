package im.regent.im.roster;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import java.util.Optional;

/** Keeps everybody but the account itself from its roster, whether there is such an account or not. */
final class RosterGuard {
    private RosterGuard() {}

    static Verdict check(Stanza stanza, Origin origin) {
        Optional<Jid> to = stanza.to();
        boolean isForAccount = to.isPresent() && to.get().hasLocal();
        if (!isForAccount
                || !(stanza instanceof Iq iq)
                || !isRosterRequest(iq)
                || origin.isAccount(to.get().bare())) {
            return Verdict.pass();
        }
        if (to.get().isBare()) {
            // RFC 6121 §2.1.5: "the entity that processes a roster set MUST verify that the sender […] is authorized".
            return Verdict.reject(StanzaError.of(Condition.FORBIDDEN, "this is somebody else's roster"));
        }
        // A client may take any roster set for a push of its server (CVE-2015-8688).
        return Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }

    private static boolean isRosterRequest(Iq iq) {
        return iq.isRequest() && iq.request().name().equals(RosterXml.QUERY);
    }
}
