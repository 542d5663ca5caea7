package im.regent.c2s.bind2;

import im.regent.core.session.Outlet;
import im.regent.core.session.Valve;
import im.regent.core.xml.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Holds back what is sent to a session whose client does not know of it yet; then lets everything pass, in its order. Confined to the
 * session's loop.
 */
final class Opening implements Valve {
    /** Much more than what comes while storage is read once. */
    private static final int MAX_HELD = 1_000;

    private record Held(Element stanza, Outlet next) {}

    private final Deque<Held> held = new ArrayDeque<>();
    private final Runnable overflow;
    private boolean isOpen;

    /** @param overflow is told that more is waiting than should */
    Opening(Runnable overflow) {
        this.overflow = overflow;
    }

    @Override
    public void send(Element stanza, Outlet next) {
        if (isOpen) {
            next.send(stanza);
            return;
        }
        held.add(new Held(stanza, next));
        if (held.size() == MAX_HELD) {
            overflow.run();
        }
    }

    void open() {
        isOpen = true;
        for (Held first = held.poll(); first != null; first = held.poll()) {
            first.next().send(first.stanza());
        }
    }

    /** Takes everything out: nobody will open it. */
    void drainTo(Consumer<Element> receiver) {
        for (Held first = held.poll(); first != null; first = held.poll()) {
            receiver.accept(first.stanza());
        }
    }
}
