package im.regent.core.routing;

import im.regent.core.session.Outlet;
import im.regent.core.xml.Element;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes what is sent to a session, or a component, to its loop, in the order in which it was handed over. Safe for every thread. */
final class HandOver implements Outlet {
    private final Consumer<Runnable> crossing;
    private final Outlet there;

    /** Stanzas, and questions between them; no longer than what is crossing over to the loop, which is limited, and one. */
    private final Queue<Object> handed = new ConcurrentLinkedQueue<>();

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

    /** Asks on the loop, when all that was handed over before has been sent, and nothing that is handed over later. */
    CompletionStage<Void> behind(Supplier<CompletionStage<Void>> question) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Runnable asking = () -> question.get().thenRun(() -> answer.complete(null));
        handed.add(asking);
        crossing.accept(this::sendAll);
        return answer;
    }

    /** What other threads have handed over before goes first, though their crossing may come later: it finds nothing then. */
    private void sendAll() {
        for (Object next = handed.poll(); next != null; next = handed.poll()) {
            if (next instanceof Element stanza) {
                there.send(stanza);
            } else {
                ((Runnable) next).run();
            }
        }
    }
}
