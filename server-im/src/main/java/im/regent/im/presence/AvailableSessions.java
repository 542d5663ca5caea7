package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who is available: a view of the session table and of what each session keeps. */
final class AvailableSessions implements Presences {
    private final Sessions sessions;

    AvailableSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<SessionPresence> available(Jid account) {
        return broadcasts(account).stream().map(Availability.Broadcast::what).toList();
    }

    List<Availability.Broadcast> broadcasts(Jid account) {
        return sessions.of(account).stream()
                .flatMap(session -> Availability.current(session).stream())
                .toList();
    }

    @Override
    public Optional<SessionPresence> of(Session session) {
        return Availability.current(session).map(Availability.Broadcast::what);
    }

    @Override
    public boolean hasShownItself(Session session, Jid entity) {
        return session.state(Availability.class)
                .map(availability -> availability.hasToldAny(entity.bare()))
                .orElse(false);
    }

    @Override
    public void forEach(Consumer<SessionPresence> consumer) {
        sessions.forEach(session -> of(session).ifPresent(consumer));
    }
}
