package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Journal;
import java.util.List;

/** One time that a session takes its account's kept messages: one that comes back begins anew. */
final class Taking {
    /** What a client may have been sent and not taken, about, and one message: a part of what may wait for one. */
    private static final int MAX_GIVEN_BYTES = 256 * 1_024;

    private final Session session;
    private volatile boolean isPausing;

    Taking(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    Jid account() {
        return session.jid().bare();
    }

    /** Whether the client has to catch up before it is sent more. */
    boolean isPausing() {
        return isPausing;
    }

    void pausing(boolean pauses) {
        isPausing = pauses;
    }

    /** So many that one more would be too much; one at least. */
    static List<Journal.Entry<Message>> part(List<Journal.Entry<Message>> entries) {
        int count = 0;
        int bytes = 0;
        while (count < entries.size() && bytes < MAX_GIVEN_BYTES / 2) {
            bytes += entries.get(count)
                    .value()
                    .map(message -> message.xml().weight())
                    .orElse(0);
            count++;
        }
        return entries.subList(0, count);
    }

    /** Whether the client has not taken so much that it is to be waited for. */
    boolean isBehind() {
        return session.state(Given.class)
                .filter(given -> given.bytes() > MAX_GIVEN_BYTES / 2)
                .isPresent();
    }
}
