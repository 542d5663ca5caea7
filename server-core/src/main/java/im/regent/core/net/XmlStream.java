package im.regent.core.net;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One XML stream over one connection: what RFC 6120 §4 says below negotiation. Belongs to the loop's thread.
 *
 * <p>How it ends. A stream runs until it is <i>closing</i> (our closing tag is out, the peer's is awaited, elements are still
 * taken: §4.4) or <i>over</i> (the handler hears nothing more but {@code disconnected}). From every state it gets to be over
 * in bounded time: by the peer's closing tag, by an error of either side, by the end of the connection, or by a timeout.
 * What was sent before still goes out, and the connection is closed behind it ({@link Farewell}).
 */
final class XmlStream extends ChannelInboundHandlerAdapter implements Inbound.Sink, Outbound.Watcher {
    /** What a stream needs from its surroundings. */
    record Parts(
            Scheduler timer,
            Tls tls,
            Place place,
            int maxPendingBytes,
            Function<StreamTransport, StreamHandler> acceptor) {}

    private static final Logger log = LoggerFactory.getLogger(XmlStream.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Channel channel;
    private final Loop loop;
    private final Parts parts;
    private final Inbound in;
    private final Outbound out;
    private final SlowPeer slowPeer;
    private final LoopTransport transport;
    private final StreamHandler handler;

    private String contentNamespace = XmlWriter.CLIENT;
    private boolean isOpened;
    private boolean isClosing;
    private boolean isOver;

    XmlStream(Channel channel, Loop loop, Parts parts) {
        this.channel = channel;
        this.loop = loop;
        this.parts = parts;
        this.in = new Inbound(loop, parts.timer(), this, () -> isOver);
        this.out = new Outbound(channel, loop, parts.maxPendingBytes(), this);
        this.slowPeer = new SlowPeer(
                channel, out, parts.timer(), loop.executor(), new SlowPeer.Watcher(in::pump, this::stalled));
        this.transport = new LoopTransport(this, channel, loop, parts);
        this.handler = parts.acceptor().apply(transport);
    }

    Inbound in() {
        return in;
    }

    /** Sends the XML declaration and the opening tag. */
    void open(StreamHeader header) {
        if (isClosing || isOver) {
            return;
        }
        isOpened = true;
        contentNamespace = header.namespace();
        XmlWriter writer = loop.writer();
        writer.opening(
                header.namespace(),
                List.of(
                        new Attribute("from", header.from()),
                        new Attribute("to", header.to()),
                        new Attribute("id", header.id()),
                        new Attribute("version", header.version()),
                        Attribute.lang(header.lang())));
        out.append(writer.array(), writer.length());
    }

    /** Sends a first-level element. */
    void send(Element element) {
        if (!isClosing && !isOver) {
            XmlWriter writer = loop.writer().stanza(element);
            out.append(writer.array(), writer.length());
        }
    }

    CompletionStage<Void> flushed() {
        return isClosing || isOver ? Stages.never() : out.flushed();
    }

    /** Begins the closing handshake (§4.4). */
    void close() {
        if (isClosing || isOver) {
            return;
        }
        if (!isOpened) {
            end(Optional.empty());
            return;
        }
        closingTag();
        parts.timer().after(CLOSE_TIMEOUT, loop.executor(), () -> end(Optional.empty()));
    }

    private void closingTag() {
        XmlWriter writer = loop.writer().closing();
        out.append(writer.array(), writer.length());
        isClosing = true;
    }

    /** Ends the stream with an error (§4.9.1.1). */
    void close(StreamError error) {
        if (isOver) {
            return;
        }
        if (!isOpened && Tls.isPending(channel)) {
            giveUp(error); // §5.4.3.1: "MUST NOT send any further XML data until the TLS negotiation is complete".
            return;
        }
        if (!isClosing) {
            if (!isOpened) {
                // §4.9.1.2: "the receiving entity MUST still send an opening stream tag before sending the stream
                // error".
                open(NamelessHeader.of(contentNamespace));
            }
            send(error.xml());
            if (!isOver) {
                closingTag();
            }
        }
        end(Optional.of(error));
    }

    /** Drops the connection without another word. */
    void abort() {
        over(Optional.empty());
        out.drop();
        channel.pipeline().close();
    }

    private void end(Optional<StreamError> error) {
        if (!isOver) {
            over(error);
            Farewell.say(channel, out, parts.timer(), loop.executor());
        }
    }

    /** From here on the handler hears nothing but {@code disconnected}, and that behind whatever it is doing now. */
    private void over(Optional<StreamError> error) {
        if (isOver) {
            return;
        }
        isOver = true;
        transport.cancelDeadline();
        try {
            loop.executor().execute(() -> disconnected(error));
        } catch (RejectedExecutionException e) {
            disconnected(error);
        }
    }

    private void disconnected(Optional<StreamError> error) {
        try {
            handler.disconnected(error);
        } catch (RuntimeException e) {
            // The border of the loop: the connection is gone, nobody else can be told.
            log.error("a stream could not be taken apart", e);
        }
    }

    /** TLS begins with the next byte (§5.4.2.3), and everything learnt so far is forgotten with it. */
    void startTls(String defaultHost) {
        if (in.unread() > 0) {
            // §5.4.3.3 and CVE-2011-0411: what came in clear must never be taken for what comes under TLS.
            log.debug("bytes followed <starttls/> in clear");
            abort();
            return;
        }
        out.flush();
        restart();
        parts.tls().install(channel, defaultHost, false);
    }

    void restart() {
        isOpened = false;
        in.restart();
    }

    boolean isOver() {
        return isOver;
    }

    @Override
    public CompletionStage<Void> event(StreamEvent event) throws StreamException {
        if (event instanceof StreamEvent.Received received) {
            return handler.received(received.element());
        }
        if (event instanceof StreamEvent.Opened opened) {
            contentNamespace = opened.header().namespace();
            handler.opened(opened.header());
        } else {
            handler.closed();
            if (isOpened && !isClosing) {
                closingTag();
            }
            end(Optional.empty());
        }
        return Stages.done();
    }

    @Override
    public boolean isWaited() {
        return slowPeer.isBehind();
    }

    @Override
    public void failed(Throwable cause) {
        if (cause instanceof StreamException broken) {
            close(broken.error());
        } else {
            log.error("a stream failed", cause);
            close(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
        }
    }

    @Override
    public void parked(boolean isParked) {
        if (!isOver) {
            slowPeer.parked(isParked);
        }
    }

    @Override
    public void overflowed() {
        giveUp(StreamError.of(StreamCondition.POLICY_VIOLATION, "too much is waiting for this peer"));
    }

    private void stalled() {
        giveUp(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the peer takes nothing"));
    }

    /** The error is for the handler alone: on the wire it would have to wait behind what the peer does not take. */
    private void giveUp(StreamError error) {
        over(Optional.of(error));
        out.drop();
        channel.pipeline().close();
    }

    @Override
    public void progressed() {
        if (!isOver) {
            slowPeer.progressed();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        slowPeer.writabilityChanged();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            in.read((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(Optional.empty());
        out.drop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Breakage.log(cause);
        abort();
    }
}
