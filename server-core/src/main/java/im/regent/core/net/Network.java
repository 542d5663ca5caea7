package im.regent.core.net;

import im.regent.core.parse.Scanners;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.Listeners;
import im.regent.core.stream.PortUnavailableException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Event loops and the listening sockets on them. Safe for every thread.
 *
 * <p>Whoever makes one closes it, after the server that uses it has stopped.
 */
public final class Network implements Listeners, AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int LOW_WATER = 32 * 1024;
    private static final int HIGH_WATER = 64 * 1024;

    /**
     * What a network is made of.
     *
     * @param loops how many event loops; see {@link #defaultLoops}
     * @param certificates for TLS, asked at every handshake
     * @param engine which implementation of TLS is used
     * @param limits of connections; they hold before anything is set up for one
     */
    public record Settings(int loops, HostCertificates certificates, TlsEngine engine, ConnectionLimits limits) {
        /** With this many loops, and everybody admitted. */
        public static Settings of(int loops, HostCertificates certificates) {
            return new Settings(loops, certificates, TlsEngine.AUTO, ConnectionLimits.none());
        }

        /** The same with this engine. */
        public Settings with(TlsEngine other) {
            return new Settings(loops, certificates, other, limits);
        }
    }

    private final ConnectionGate gate;
    private final Transports transport = Transports.best();
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventExecutor, Loop> loops = new ConcurrentHashMap<>();
    private final LoopScheduler scheduler = new LoopScheduler();
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final ExecutorService handshakes;
    private final Tls tls;

    /** Starts the event loops. */
    public Network(Settings settings) {
        this.gate = new ConnectionGate(settings.limits(), scheduler::nanoTime);
        // Before the JDK's TLS is first used: RFC 6120 §5.3.5 leaves renegotiation to us, and nobody needs it.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        this.handshakes = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                new DefaultThreadFactory("regent-handshake", true));
        this.tls = new Tls(settings.certificates(), settings.engine(), handshakes);
        this.group = new MultiThreadIoEventLoopGroup(
                settings.loops(), new DefaultThreadFactory("regent-loop", true), transport.loops());
    }

    /** Which implementation of TLS is used: never {@link TlsEngine#AUTO}. */
    public TlsEngine tlsEngine() {
        return tls.contexts().engine();
    }

    /** Half of the processors: the rest is for storage, TLS handshakes and the collector. */
    public static int defaultLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** One of the event loops, for what belongs to no connection. */
    public Executor anyLoop() {
        return group.next();
    }

    @Override
    public Listener bind(ListenerSpec spec) throws PortUnavailableException {
        ChannelFuture bound = bootstrap(spec)
                .bind(new InetSocketAddress(spec.address(), spec.port()))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            String reason = cause.getMessage();
            throw new PortUnavailableException(spec, reason == null ? cause.toString() : reason);
        }
        return new BoundListener(spec, bound.channel());
    }

    private ServerBootstrap bootstrap(ListenerSpec spec) {
        return new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2_048, 64 * 1024))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted(channel, spec);
                    }
                });
    }

    private void accepted(Channel channel, ListenerSpec spec) {
        Optional<Place> place = gate.admit(channel);
        if (place.isEmpty()) {
            return;
        }
        connections.add(channel);
        Loop loop = loops.computeIfAbsent(channel.eventLoop(), executor -> new Loop(executor, new Scanners(), true));
        XmlStream.Parts parts =
                new XmlStream.Parts(scheduler, tls, place.get(), spec.maxPendingBytes(), spec.acceptor());
        if (spec.isDirectTls()) {
            tls.install(channel, "", true);
        }
        channel.pipeline().addLast(new XmlStream(channel, loop, parts));
    }

    /**
     * When every connection of this moment has ended, and what was sent on it with it; or when that takes too long, for some
     * peers never close. To be asked between the end of all streams and {@link #stop}.
     */
    public CompletionStage<Void> drained(Duration patience) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        connections.newCloseFuture().addListener(closed -> drained.complete(null));
        return drained.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Stops the event loops. Connections that are still open are closed without a word.
     *
     * @return when everything has stopped
     */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(done -> {
            handshakes.shutdownNow();
            stopped.complete(null);
        });
        return stopped;
    }

    /** {@link #stop} and wait. Not on an event loop. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    private record BoundListener(ListenerSpec spec, Channel channel) implements Listener {
        @Override
        public int port() {
            return ((InetSocketAddress) channel.localAddress()).getPort();
        }

        @Override
        public CompletionStage<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            channel.close().addListener(done -> closed.complete(null));
            return closed;
        }
    }
}
