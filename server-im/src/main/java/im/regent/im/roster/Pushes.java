package im.regent.im.roster;

import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.im.api.ImEvents;
import im.regent.im.api.RosterChange;
import java.util.List;

/** Tells sessions and features what changed in a roster (RFC 6121 §2.1.6). */
final class Pushes {
    private final FeatureContext context;

    Pushes(FeatureContext context) {
        this.context = context;
    }

    List<Session> interested(Jid account) {
        return context.routing().sessions().of(account).stream()
                .filter(session -> session.state(Interest.class).isPresent())
                .toList();
    }

    /** Pushes to every interested session and publishes the change. */
    void announce(RosterChange change) {
        Element query = query(change).encodedOnce();
        interested(change.account()).forEach(session -> push(query, change.version(), session));
        context.publish(ImEvents.ROSTER_CHANGED, change);
    }

    /** Pushes to one session that catches up (§2.6.3). */
    void push(RosterChange change, Session session) {
        push(query(change), change.version(), session);
    }

    private void push(Element query, String version, Session session) {
        // §2.1.6: a push has no 'from', which means the account itself. No answer is waited for.
        session.send(Iq.request(Iq.Type.SET, context.routing().newId(), query).withTo(session.jid()));
        Interest.told(session, version);
    }

    private static Element query(RosterChange change) {
        return RosterXml.push(change.item(), change.isRemoved(), change.version());
    }
}
