package im.regent.kit.stream;

import im.regent.bench.stream.Wire;
import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.finding.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One stream to the server, a client's or a component's. What comes is kept, in order, until somebody asks for it.
 *
 * <p>Belongs to one thread, which reads whenever it waits for something; in between, the operating system keeps what comes.
 * What arrives is parsed strictly: a server that writes anything but XML stanzas is found out.
 */
public final class Peer implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_STANZA_BYTES = 1 << 20;
    private static final int SHOWN = 3;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration ONCE = Duration.ofMillis(1);

    private final Wire wire;
    private final Selector selector;
    private final SelectionKey key;
    private final XmlStreamReader reader;
    private final Pace pace;
    private final String address;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final List<Element> inbox = new ArrayList<>();
    private @Nullable StreamHeader header;
    private @Nullable String end;
    private int lastId;

    Peer(Wire wire, String address, Pace pace) throws IOException {
        this.wire = wire;
        this.address = address;
        this.pace = pace;
        this.reader = new XmlStreamReader(new Scanners(), StreamLimits.authenticated(MAX_STANZA_BYTES));
        wire.channel().configureBlocking(false);
        selector = Selector.open();
        key = wire.channel().register(selector, SelectionKey.OP_READ);
    }

    /** A client's, whose log-in has consumed the server's opening tag. */
    static Peer loggedIn(Wire wire, String address, Pace pace) throws IOException {
        Peer peer = new Peer(wire, address, pace);
        byte[] opening = new XmlWriter().opening(XmlWriter.CLIENT, List.of()).toByteArray();
        peer.take(opening, opening.length);
        return peer;
    }

    /** The full address of a client, the domain of a component. */
    public String address() {
        return address;
    }

    /** Sends what may be no stanza at all. */
    public void send(String xml) throws Finding {
        try {
            ByteBuffer out = ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8));
            long deadline = after(pace.patience());
            while (!wire.write(out)) {
                key.interestOps(SelectionKey.OP_WRITE);
                if (!select(deadline)) {
                    throw Finding.fail("the server does not read what " + address + " sends");
                }
            }
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException e) {
            more(after(ONCE)); // the reason may have come before
            throw Finding.fail("the connection of " + address + " is gone: " + (end == null ? e.getMessage() : end));
        }
    }

    /** Sends a request and waits for its answer. */
    public Element ask(String type, String to, String payload) throws Finding {
        String id = nextId();
        send("<iq type='" + type + "' id='" + id + "' from='" + address + "'" + (to.isEmpty() ? "" : " to='" + to + "'")
                + ">" + payload + "</iq>");
        return answer(id);
    }

    /** Waits for the answer to the request with this id. */
    public Element answer(String id) throws Finding {
        return await("answer to the request " + id, stanza -> isAnswer(stanza, id));
    }

    private static boolean isAnswer(Element stanza, String id) {
        String type = stanza.attribute("type", "");
        return stanza.localName().equals("iq")
                && stanza.attribute("id", "").equals(id)
                && (type.equals("result") || type.equals("error"));
    }

    /** An id that this stream has not used. */
    public String nextId() {
        return "kit-" + ++lastId;
    }

    /** Takes the first stanza that fits, of those that came and those to come. */
    public Element await(String what, Predicate<Element> fits) throws Finding {
        return await(fits).orElseThrow(() -> Finding.fail("no " + what + " at " + address + came()));
    }

    /** The same, for what need not come. */
    public Optional<Element> await(Predicate<Element> fits) {
        long deadline = after(pace.patience());
        int looked = 0;
        do {
            for (; looked < inbox.size(); looked++) {
                if (fits.test(inbox.get(looked))) {
                    return Optional.of(inbox.remove(looked));
                }
            }
        } while (more(deadline));
        return Optional.empty();
    }

    /** Takes the next stanza, whatever it is. */
    public Element next(String what) throws Finding {
        return await(what, stanza -> true);
    }

    /** Waits a moment; nothing that fits may have come, or come. */
    public void nothing(String what, Predicate<Element> fits) throws Finding {
        List<Element> found = all(fits);
        if (!found.isEmpty()) {
            throw Finding.fail(what + " came to " + address + ": " + found.get(0));
        }
    }

    /** Waits a moment, and takes everything that fits. */
    public List<Element> all(Predicate<Element> fits) throws Finding {
        settle(pace.quiet());
        List<Element> found = inbox.stream().filter(fits).toList();
        inbox.removeAll(found);
        return found;
    }

    /** Reads for this long and forgets all that came. */
    public void forget(Duration time) throws Finding {
        settle(time);
        inbox.clear();
    }

    /** Reads what comes in this time; the stream has to stay open. */
    private void settle(Duration time) throws Finding {
        long deadline = after(time);
        while (more(deadline)) {
            // The inbox keeps it.
        }
        if (end != null) {
            throw Finding.fail("the stream of " + address + " ended: " + end);
        }
    }

    StreamHeader header() throws Finding {
        long deadline = after(pace.patience());
        while (header == null) {
            if (!more(deadline)) {
                throw Finding.error("no opening tag for " + address + came());
            }
        }
        return header;
    }

    private String came() {
        String rest = inbox.isEmpty()
                ? ""
                : "; instead came "
                        + String.join(
                                " ",
                                inbox.subList(Math.max(0, inbox.size() - SHOWN), inbox.size()).stream()
                                        .map(Element::toString)
                                        .toList());
        return (end == null ? " within " + pace.patience().toMillis() + " ms" : ": " + end) + rest;
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private boolean select(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            return false;
        }
        selector.select(millis);
        selector.selectedKeys().clear();
        return true;
    }

    /** Reads once: false when nothing came until the deadline, or nothing can come any more. */
    private boolean more(long deadline) {
        if (end != null) {
            return false;
        }
        try {
            ByteBuffer into = ByteBuffer.wrap(bytes);
            int count = wire.read(into);
            while (count == 0) {
                if (!select(deadline)) {
                    return false;
                }
                count = wire.read(into);
            }
            if (count < 0) {
                end = "the server closed the connection";
            } else {
                take(bytes, count);
            }
        } catch (IOException e) {
            end = "the connection broke: " + e.getMessage();
        }
        return true;
    }

    private void take(byte[] data, int count) {
        reader.feed(data, 0, count);
        try {
            for (Optional<StreamEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                handle(event.get());
            }
        } catch (StreamException e) {
            end = "the server does not write well-formed stanzas: " + e.getMessage();
        }
    }

    private void handle(StreamEvent event) {
        if (event instanceof StreamEvent.Opened opened) {
            header = opened.header();
        } else if (event instanceof StreamEvent.Received received) {
            Element element = received.element();
            if (element.namespace().equals(XmlWriter.STREAMS)) {
                end = element.toString();
            } else {
                inbox.add(element);
            }
        } else if (end == null) {
            end = "the server closed the stream";
        }
    }

    /** Loses the connection, without a word. */
    public void drop() {
        end = "dropped";
        release();
    }

    /** Ends the stream and waits until the server has ended it too. */
    @Override
    public void close() {
        try {
            if (end == null) {
                send("</stream:stream>");
                long deadline = after(FAREWELL);
                while (more(deadline)) {
                    // What comes now is for nobody.
                }
            }
        } catch (Finding e) {
            end = e.getMessage();
        } finally {
            release();
        }
    }

    private void release() {
        try {
            wire.close();
            selector.close();
        } catch (IOException e) {
            end = e.getMessage(); // the stream is given up in any case
        }
    }
}
