package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which sessions are interested, and how far they were: what changed while they could not be told, they are told when
 * they are there again. The steps of accounts are waited for before sessions are saved: what they send belongs to these still.
 */
record RosterMemory(LiveRosters rosters, RosterStore store, Pushes pushes) implements SessionMemory {
    private static final Logger log = LoggerFactory.getLogger(RosterMemory.class);

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public CompletionStage<Void> settled() {
        return rosters.settled();
    }

    @Override
    public Optional<Element> save(Session session) {
        return session.state(Interest.class)
                .map(interest -> Element.of(NAMESPACE, "interest").with("ver", interest.version()));
    }

    @Override
    public void restore(Session session, Element saved) {
        Interest.told(session, saved.attribute("ver", ""));
    }

    @Override
    public void revived(Session session) {
        if (session.state(Interest.class).isPresent()) {
            Jid account = session.jid().bare();
            rosters.inOrder(account, session.loop(), () -> catchUp(account, session))
                    .exceptionally(failure -> {
                        log.error("a session was not told what changed in its roster", Stages.cause(failure));
                        return null;
                    });
        }
    }

    private CompletionStage<Void> catchUp(Jid account, Session session) {
        return Stages.compose(store.get(account), session.loop(), roster -> {
            roster.changesSince(account, Interest.of(session).version())
                    .orElse(List.of())
                    .forEach(change -> pushes.push(change, session));
            return Stages.done();
        });
    }
}
