package im.regent.testkit;

import im.regent.core.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A scripted client or component. What it sends is handled, with all that follows from it, before {@link #sends} returns; so
 * what has not arrived then will not arrive. Confined to the test's thread.
 *
 * @param <P> the peer itself
 */
public abstract class TestPeer<P extends TestPeer<P>> {
    private final TestServer server;
    private final String name;
    private final Deque<Element> inbox = new ArrayDeque<>();

    TestPeer(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    abstract P self();

    abstract void write(String xml);

    abstract void drop();

    final void arrived(Element element) {
        inbox.add(element);
    }

    final TestServer server() {
        return server;
    }

    /** Sends XML: one or more stanzas, or a piece of one. */
    public P sends(String xml) {
        write(Wire.filled(xml));
        server.settle();
        return self();
    }

    /** As {@link #sends}, but the server does nothing yet: it goes on with the next call, of whatever peer. */
    public P sendsLater(String xml) {
        write(Wire.filled(xml));
        return self();
    }

    /** The next element that arrived must be at least this; it is taken. {@code {any}} matches every value. */
    public P receives(String pattern) {
        Element expected = Wire.element(pattern);
        server.settle();
        Element next = inbox.poll();
        if (next == null) {
            throw new AssertionError(name + " received nothing, but should have received " + expected);
        }
        if (!Pattern.matches(expected, next)) {
            throw new AssertionError(name + " received\n  " + next + "\nbut should have received\n  " + expected);
        }
        return self();
    }

    /** As {@link #receives}, in any order; no other element may be between them. */
    public P receivesInAnyOrder(String... patterns) {
        server.settle();
        List<Element> next = new ArrayList<>();
        for (int i = 0; i < patterns.length && !inbox.isEmpty(); i++) {
            next.add(inbox.remove());
        }
        List<Element> left = new ArrayList<>(next);
        for (String pattern : patterns) {
            Element expected = Wire.element(pattern);
            Predicate<Element> matches = element -> Pattern.matches(expected, element);
            Element found = left.stream()
                    .filter(matches)
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError(name + " did not receive\n  " + expected + "\nbut\n  " + next));
            left.remove(found);
        }
        return self();
    }

    /** Takes and returns everything that arrived. */
    public List<Element> received() {
        server.settle();
        List<Element> all = List.copyOf(inbox);
        inbox.clear();
        return all;
    }

    /** Nothing has arrived that was not taken. */
    public P receivesNothing() {
        server.settle();
        if (!inbox.isEmpty()) {
            throw new AssertionError(name + " received\n  " + inbox + "\nbut should have received nothing");
        }
        return self();
    }

    /** Loses its connection, without another word. */
    public P losesConnection() {
        drop();
        server.settle();
        return self();
    }

    @Override
    public final String toString() {
        return name;
    }
}
