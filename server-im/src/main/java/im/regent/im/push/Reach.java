package im.regent.im.push;

import im.regent.core.jid.Jid;
import im.regent.core.session.Attention;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.core.stanza.Message;
import im.regent.im.api.Presences;

/** Whether somebody has a message before their eyes. Safe for every thread. */
record Reach(Sessions sessions, Presences presences, PushSettings settings) {
    /** Kept for sessions that have lost their connection at some time. */
    static final class Connection {
        private volatile boolean isLost;

        static void lost(Session session, boolean isLost) {
            session.state(Connection.class, Connection::new).isLost = isLost;
        }

        static boolean isLost(Session session) {
            return session.state(Connection.class)
                    .filter(connection -> connection.isLost)
                    .isPresent();
        }
    }

    /** Whether the client of the session is not there, or nobody looks at it. */
    boolean isAway(Session session) {
        return Connection.isLost(session) || isIdle(session);
    }

    boolean isIdle(Session session) {
        return settings.doesWakeIdle() && Attention.isElsewhere(session);
    }

    /** Whether no device has to be told, whichever the account has. */
    boolean isSeen(Message message) {
        return !settings.doesWakeBesideActive()
                && sessions.of(message.receiver().bare()).stream().anyMatch(session -> has(session, message));
    }

    /** Whether a device has to be told of a message; what a session that is not available has, it has by chance. */
    boolean isMissing(Message message, PushNode node) {
        Jid account = message.receiver().bare();
        return sessions.of(account).stream()
                .filter(session -> !settings.doesWakeBesideActive()
                        || session.jid().resource().equals(node.resource()))
                .noneMatch(session -> has(session, message));
    }

    private boolean has(Session session, Message message) {
        return takes(session, message) && !isAway(session);
    }

    private boolean takes(Session session, Message message) {
        return session.jid().equals(message.receiver())
                || presences
                        .of(session)
                        .filter(presence -> presence.priority() >= 0)
                        .isPresent();
    }
}
