package im.regent.core.net;

import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamRate;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Cancellable;
import im.regent.core.xml.Element;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A stream as its logic sees it. Calls from other threads cross over to the loop in their order; how many may be on their way
 * is limited, since what they weigh is only known when they arrive.
 */
final class LoopTransport implements StreamTransport {
    private static final int MAX_CROSSING = 20_000;
    private static final AtomicIntegerFieldUpdater<LoopTransport> CROSSING =
            AtomicIntegerFieldUpdater.newUpdater(LoopTransport.class, "crossing");

    private final XmlStream stream;
    private final Channel channel;
    private final Loop loop;
    private final XmlStream.Parts parts;
    private @Nullable Cancellable deadline;
    private volatile int crossing;

    LoopTransport(XmlStream stream, Channel channel, Loop loop, XmlStream.Parts parts) {
        this.stream = stream;
        this.channel = channel;
        this.loop = loop;
        this.parts = parts;
    }

    @Override
    public Executor loop() {
        return loop.executor();
    }

    private boolean isOnLoop() {
        return loop.executor().inEventLoop();
    }

    private void cross(Runnable call) {
        int before = CROSSING.getAndIncrement(this);
        if (before > MAX_CROSSING) {
            // Dropped; the one that was the first too many has ended the stream.
            CROSSING.decrementAndGet(this);
            return;
        }
        boolean isTooMany = before == MAX_CROSSING;
        loop.cross(() -> {
            CROSSING.decrementAndGet(this);
            if (isTooMany) {
                stream.overflowed();
            } else {
                call.run();
            }
        });
    }

    @Override
    public void perform(Runnable task) {
        if (isOnLoop()) {
            task.run();
        } else {
            cross(task);
        }
    }

    @Override
    public void open(StreamHeader header) {
        stream.open(header);
    }

    @Override
    public void send(Element element) {
        if (isOnLoop()) {
            stream.send(element);
        } else {
            cross(() -> stream.send(element));
        }
    }

    @Override
    public CompletionStage<Void> flushed() {
        if (isOnLoop()) {
            return stream.flushed();
        }
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        cross(() -> stream.flushed().thenAccept(flushed::complete));
        return flushed;
    }

    @Override
    public void close() {
        if (isOnLoop()) {
            stream.close();
        } else {
            cross(stream::close);
        }
    }

    @Override
    public void close(StreamError error) {
        if (isOnLoop()) {
            stream.close(error);
        } else {
            cross(() -> stream.close(error));
        }
    }

    @Override
    public void abort() {
        stream.abort();
    }

    @Override
    public void startTls(String defaultHost) {
        stream.startTls(defaultHost);
    }

    @Override
    public boolean canStartTls(String host) {
        return parts.tls().hasCertificate(host);
    }

    @Override
    public void restart() {
        stream.restart();
    }

    @Override
    public void limits(StreamLimits limits) {
        stream.in().limits(limits);
    }

    @Override
    public void rate(StreamRate rate) {
        stream.in().rate(rate);
    }

    @Override
    public void authenticated() {
        parts.place().authenticated();
    }

    @Override
    public Optional<StreamError> refusal() {
        return parts.place().refusal();
    }

    @Override
    public Optional<String> peerNetwork() {
        return parts.place().network();
    }

    @Override
    public void deadline(Duration after, StreamError error) {
        cancelDeadline();
        deadline = parts.timer().after(after, loop.executor(), () -> stream.close(error));
    }

    @Override
    public void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    @Override
    public Duration silence() {
        if (!channel.config().isAutoRead()) {
            // Parked, or the peer is too far behind: nobody listens, so nobody is silent.
            stream.in().heard();
        }
        return stream.in().silence();
    }

    @Override
    public Optional<TlsFacts> tls() {
        return Tls.facts(channel);
    }

    @Override
    public String peerAddress() {
        SocketAddress address = channel.remoteAddress();
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
