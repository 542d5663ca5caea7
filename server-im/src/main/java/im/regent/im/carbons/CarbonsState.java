package im.regent.im.carbons;

import im.regent.core.jid.Jid;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is kept for one session: whether it wants copies, and which of its messages others got copies of. Safe for every thread. */
final class CarbonsState {
    /** Longer ids are not remembered: they are the peer's to choose. */
    private static final int MAX_ID_LENGTH = 256;

    private record Exchanged(Direction direction, String id, Jid other) {}

    private final int maxRemembered;
    private final Deque<Exchanged> remembered = new ArrayDeque<>();

    CarbonsState(int maxRemembered) {
        this.maxRemembered = maxRemembered;
    }

    synchronized void remember(Direction direction, String id, Jid other) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH || maxRemembered == 0) {
            return;
        }
        if (remembered.size() == maxRemembered) {
            remembered.remove();
        }
        remembered.add(new Exchanged(direction, id, other));
    }

    synchronized boolean remembers(Direction direction, String id, Jid other) {
        return remembered.contains(new Exchanged(direction, id, other));
    }
}
