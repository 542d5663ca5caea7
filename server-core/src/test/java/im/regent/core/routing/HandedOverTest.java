package im.regent.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.MemoryStores;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The order in which sessions and components are sent what several threads hand over. */
class HandedOverTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit/balcony");

    private final Deque<Runnable> crossing = new ArrayDeque<>();
    private final List<String> wire = new ArrayList<>();
    private final Routing routing = new Routing(
            List.of("capulet.lit"),
            new MemoryStores(Runnable::run).accounts(),
            (Scheduler) (delay, on, task) -> () -> {},
            () -> "id");
    private final ClientSession session = new ClientSession(routing, JULIET, transport(), "stream", "");
    private final ComponentSession component =
            new ComponentSession(routing, Jid.valueOf("gateway.lit"), transport(), "stream");
    private boolean isOnLoop = true;

    private StreamTransport transport() {
        Executor loop = Runnable::run;
        return (StreamTransport) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StreamTransport.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "loop" -> {
                            return loop;
                        }
                        case "perform" -> perform((Runnable) arguments[0]);
                        case "flushed" -> {
                            wire.add("?");
                            return Stages.done();
                        }
                        case "send" -> wire.add(id((Element) arguments[0]));
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private static String id(Element stanza) {
        return stanza.child("urn:x", "id").map(Element::text).orElse("");
    }

    private void perform(Runnable task) {
        if (isOnLoop) {
            task.run();
        } else {
            crossing.add(task);
        }
    }

    private void sends(Consumer<Stanza> to, boolean isFromLoop, String id) {
        isOnLoop = isFromLoop;
        to.accept(Message.to(JULIET, Message.Type.CHAT).plus(Element.text("urn:x", "id", id)));
    }

    private void crosses() {
        isOnLoop = true;
        while (!crossing.isEmpty()) {
            crossing.remove().run();
        }
    }

    private void assertOrder(Consumer<Stanza> to) {
        sends(to, true, "a");
        sends(to, false, "b");
        sends(to, false, "c");
        assertThat(wire).containsExactly("a");
        sends(to, true, "d");
        assertThat(wire).containsExactly("a", "b", "c", "d");
        crosses();
        sends(to, false, "e");
        crosses();
        assertThat(wire).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void whatCrossesOverIsNotPassedByWhatIsSentOnTheLoop() {
        assertOrder(session::send);
    }

    /** Whether the client has something is not asked before it was sent, nor when more was sent. */
    @Test
    void questionsKeepTheirPlaceAmongStanzas() {
        sends(session::send, false, "a");
        CompletionStage<Void> caughtUp = session.caughtUp();
        sends(session::send, false, "b");
        assertThat(caughtUp).isNotCompleted();
        crosses();
        assertThat(wire).containsExactly("a", "?", "b");
        assertThat(caughtUp).isCompleted();
    }

    @Test
    void componentHearsOfItsPrivilegesBeforeWhatFollowsFromThem() {
        assertOrder(component::send);
    }
}
