package im.regent.core.routing;

import im.regent.core.session.Outlet;
import im.regent.core.xml.Element;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Takes what is sent to a session, or a component, to its loop, in the order in which it was handed over. Safe for every thread. */
final class HandOver implements Outlet {
    private final Consumer<Runnable> crossing;
    private final Outlet there;

    /** No longer than what is crossing over to the loop, which is limited, and one. */
    private final Queue<Element> handed = new ConcurrentLinkedQueue<>();

    /** @param crossing performs something on the loop */
    HandOver(Consumer<Runnable> crossing, Outlet there) {
        this.crossing = crossing;
        this.there = there;
    }

    @Override
    public void send(Element stanza) {
        handed.add(stanza);
        crossing.accept(this::sendAll);
    }

    /** What other threads have handed over before goes first, though their crossing may come later: it finds nothing then. */
    private void sendAll() {
        for (Element next = handed.poll(); next != null; next = handed.poll()) {
            there.send(next);
        }
    }
}
