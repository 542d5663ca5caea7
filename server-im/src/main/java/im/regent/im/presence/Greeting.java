package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Shows a newly available session who else is available (RFC 6121 §4.3.1): the account's other sessions and local contacts
 * from what is known here, all others by a probe.
 */
final class Greeting {
    private final Routing routing;
    private final AvailableSessions available;
    private final Probes probes;

    Greeting(Routing routing, AvailableSessions available, Probes probes) {
        this.routing = routing;
        this.available = available;
        this.probes = probes;
    }

    CompletionStage<Void> greet(Session session, Map<Jid, RosterItem> items) {
        List<CompletionStage<Void>> sent = new ArrayList<>(ownSessions(session));
        for (RosterItem item : items.values()) {
            if (item.subscription().hasTo()) {
                sent.add(contact(item.jid(), session));
            }
        }
        return Stages.all(sent);
    }

    private List<CompletionStage<Void>> ownSessions(Session session) {
        Jid account = session.jid().bare();
        return available.broadcasts(account).stream()
                .filter(other -> other.what().session() != session)
                .map(other -> routing.router()
                        .route(other.delayed().withTo(session.jid()), ActingFor.unanswered(account, session.loop())))
                .toList();
    }

    private CompletionStage<Void> contact(Jid contact, Session session) {
        Jid account = session.jid().bare();
        if (routing.router().isVirtualHost(contact.domain())) {
            return contact.hasLocal() ? probes.greet(contact, session) : Stages.done();
        }
        Presence probe = Presence.of(Presence.Type.PROBE, account, contact);
        Element withId = probe.xml().with("id", routing.newId());
        return routing.router().route(Probes.parsed(withId), session);
    }
}
