package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.net.EmbeddedStreams;
import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A client on an embedded channel: bytes go in and come out through the server's real transport, reader and writer, with TLS
 * alone pretended. What comes out is kept as text, and read as a client would.
 */
final class EmbeddedClient {
    private static final Scanners SCANNERS = new Scanners();

    final Deque<StreamHeader> headers = new ArrayDeque<>();
    final Deque<Element> elements = new ArrayDeque<>();
    /** Names of everything that came, in its order: {@code <stream>}, elements, {@code </stream>}, {@code -} for the end. */
    final List<String> order = new ArrayList<>();

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final XmlStreamReader reader = new XmlStreamReader(SCANNERS, StreamLimits.authenticated(1 << 24));
    private final StringBuilder text = new StringBuilder();
    private final List<StreamTransport> transport = new ArrayList<>(1);
    private boolean isBytewise;
    private boolean isGone;

    EmbeddedClient(ListenerSpec listener, TestTime time, boolean isSecure) {
        new EmbeddedStreams(time, host -> Optional.empty()).attach(channel, listener.maxPendingBytes(), real -> {
            transport.add(new PretendedTls(real, isSecure));
            return listener.acceptor().apply(transport.get(0));
        });
        time.onTurn(this::settle);
    }

    /** From now on each byte comes alone. */
    EmbeddedClient bytewise() {
        isBytewise = true;
        return this;
    }

    EmbeddedClient sends(String xml) {
        return sends(xml.getBytes(UTF_8));
    }

    EmbeddedClient sends(byte[] bytes) {
        int step = isBytewise ? 1 : bytes.length;
        for (int at = 0; at < bytes.length && channel.isActive(); at += step) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, at, step));
        }
        return settle();
    }

    /** Gives back what nobody has read. */
    void release() {
        channel.finishAndReleaseAll();
    }

    /** The connection breaks. */
    void breaks() {
        channel.close();
        settle();
    }

    /** The server itself has enough of this stream. */
    EmbeddedClient closedByServer() {
        transport.get(0).close();
        return settle();
    }

    /** Whether the server still listens. */
    boolean isRead() {
        return channel.config().isAutoRead();
    }

    boolean isOver() {
        settle();
        return isGone;
    }

    /** Does what is left to do, and reads what came. */
    EmbeddedClient settle() {
        channel.runPendingTasks();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            read(bytes);
        }
        if (!channel.isOpen() && !isGone) {
            isGone = true;
            order.add("-");
        }
        return this;
    }

    private void read(byte[] bytes) {
        text.append(new String(bytes, UTF_8));
        reader.feed(bytes, 0, bytes.length);
        try {
            for (Optional<StreamEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                take(event.get());
            }
        } catch (StreamException e) {
            throw new AssertionError("the server wrote what is not XMPP: " + text, e);
        }
        reader.keep();
    }

    private void take(StreamEvent event) {
        if (event instanceof StreamEvent.Opened opened) {
            headers.add(opened.header());
            order.add("<stream>");
        } else if (event instanceof StreamEvent.Received received) {
            Element element = received.element();
            elements.add(element);
            order.add(element.localName());
            if (element.localName().equals("proceed") || element.is(Script.SASL, "success")) {
                reader.restart();
            }
        } else {
            order.add("</stream>");
        }
    }

    /** The text that came since the last {@link #forget}. */
    String text() {
        return text.toString();
    }

    EmbeddedClient forget() {
        settle();
        headers.clear();
        elements.clear();
        order.clear();
        text.setLength(0);
        return this;
    }

    /** Goes on until TLS is active and the features are there. */
    EmbeddedClient secures() {
        return sends(Script.header()).sends(Script.START_TLS).sends(Script.header());
    }

    /** Goes on until the server has said that it was the right password. */
    EmbeddedClient logsIn(String user) {
        Script.scram(user, xml -> {
            sends(xml);
            return elements.getLast();
        });
        return this;
    }

    /** A whole login in the clear or under TLS, until this resource is bound; forgets what came. */
    EmbeddedClient binds(String user, String resource) {
        logsIn(user).sends(Script.header()).sends(Script.bind("bind", resource));
        return forget();
    }

    /** What the server did about the last thing, in short; see {@link Script#outcome}. */
    String outcome() {
        settle();
        if (elements.isEmpty()) {
            boolean isClosed = order.contains("</stream>");
            return isGone ? isClosed ? "closed" : "gone" : isClosed ? "closing" : "silence";
        }
        if (elements.size() > 1) {
            throw new AssertionError("more than one answer: " + elements);
        }
        Element answer = elements.remove();
        if (answer.is(XmlWriter.STREAMS, "error")) {
            return (hasEndedWith("error", "</stream>", "-") ? "end " : "no end ") + Script.condition(answer);
        }
        if (answer.is(Script.TLS, "failure")) {
            return (hasEndedWith("failure", "</stream>") ? "closing " : "open ") + "after failure";
        }
        return Script.named(answer);
    }

    private boolean hasEndedWith(String... names) {
        return order.subList(order.indexOf(names[0]), order.size()).equals(List.of(names));
    }
}
