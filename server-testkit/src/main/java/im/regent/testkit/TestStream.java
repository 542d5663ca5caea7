package im.regent.testkit;

import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a network: the server's real reader and writer, and the reader again for what the server wrote. Like a
 * real one it hands over one element at a time and waits until that is handled.
 */
final class TestStream implements StreamTransport {
    private static final Scanners SCANNERS = new Scanners();

    private final String contentNamespace;
    private final Executor loop;
    private final StreamHandler handler;
    private final Consumer<Element> peer;
    private final XmlStreamReader reader = new XmlStreamReader(SCANNERS, StreamLimits.authenticated(1 << 18));
    private final Wire peersReader;
    private @Nullable StreamError error;
    private final Scheduler clock;
    private long heardAt;
    private boolean isParked;
    private boolean isOver;

    TestStream(String contentNamespace, Executor loop, Scheduler clock, Consumer<Element> peer, StreamHandler handler) {
        this.contentNamespace = contentNamespace;
        this.clock = clock;
        this.heardAt = clock.nanoTime();
        this.loop = loop;
        this.peer = peer;
        this.handler = handler;
        this.peersReader = Wire.opened(contentNamespace);
    }

    /** The peer's header; the logic has authenticated it already. */
    void opened() {
        incoming(Wire.header(contentNamespace));
    }

    /** Bytes of the peer. */
    void incoming(String xml) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        loop.execute(() -> {
            heardAt = clock.nanoTime();
            reader.feed(bytes, 0, bytes.length);
            read();
        });
    }

    /** The connection breaks. */
    void lost() {
        loop.execute(() -> end(null));
    }

    /** As if it had never been there: nobody hears of its end. */
    void vanishes() {
        isOver = true;
    }

    Optional<StreamError> error() {
        return Optional.ofNullable(error);
    }

    private void read() {
        try {
            while (!isParked && !isOver) {
                Optional<StreamEvent> event = reader.next();
                if (event.isEmpty()) {
                    reader.keep();
                    return;
                }
                take(event.get());
            }
            reader.keep();
        } catch (StreamException e) {
            close(e.error());
        }
    }

    private void take(StreamEvent event) throws StreamException {
        if (event instanceof StreamEvent.Opened opened) {
            handler.opened(opened.header());
        } else if (event instanceof StreamEvent.Received received) {
            CompletionStage<Void> stage = handler.received(received.element());
            if (!Stages.isDone(stage)) {
                isParked = true;
                stage.whenCompleteAsync((done, failure) -> unpark(failure), loop);
            }
        } else {
            handler.closed();
            end(null);
        }
    }

    private void unpark(@Nullable Throwable failure) {
        isParked = false;
        if (failure != null) {
            close(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
        } else {
            read();
        }
    }

    private void end(@Nullable StreamError cause) {
        if (!isOver) {
            isOver = true;
            error = cause;
            handler.disconnected(Optional.ofNullable(cause));
        }
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public void perform(Runnable task) {
        task.run();
    }

    @Override
    public void open(StreamHeader header) {
        throw new UnsupportedOperationException("streams of the testkit are open from the start");
    }

    @Override
    public void send(Element element) {
        if (!isOver) {
            byte[] bytes = new XmlWriter().stanza(element).toByteArray();
            peersReader.feed(bytes, bytes.length, event -> {
                if (event instanceof StreamEvent.Received received) {
                    peer.accept(received.element());
                }
            });
        }
    }

    @Override
    public void close() {
        loop.execute(() -> end(null));
    }

    @Override
    public void close(StreamError cause) {
        loop.execute(() -> end(cause));
    }

    @Override
    public void abort() {
        lost();
    }

    @Override
    public void startTls(String defaultHost) {
        throw new UnsupportedOperationException("there is no TLS in the testkit");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("streams of the testkit are open from the start");
    }

    @Override
    public void limits(StreamLimits limits) {
        reader.limits(limits);
    }

    @Override
    public void deadline(Duration after, StreamError cause) {
        throw new UnsupportedOperationException("streams of the testkit have no deadlines");
    }

    @Override
    public void cancelDeadline() {
        // There is none.
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(clock.nanoTime() - heardAt);
    }

    @Override
    public Optional<TlsFacts> tls() {
        return Optional.empty();
    }

    @Override
    public String peerAddress() {
        return TestClient.NETWORK_ADDRESS;
    }
}
