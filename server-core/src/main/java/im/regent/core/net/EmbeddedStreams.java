package im.regent.core.net;

import im.regent.core.parse.Scanners;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Scheduler;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.Optional;
import java.util.function.Function;

/**
 * Streams over channels that somebody else made: tests run whole servers on Netty's {@code EmbeddedChannel}s with them,
 * through the code that real connections use, without sockets and without threads.
 */
public final class EmbeddedStreams {
    private final Scanners scanners = new Scanners();
    private final Scheduler scheduler;
    private final Tls tls;
    private final ConnectionGate gate;

    /**
     * Streams that share these.
     *
     * @param scheduler for deadlines and timeouts
     * @param certificates for streams that start TLS
     */
    public EmbeddedStreams(Scheduler scheduler, HostCertificates certificates) {
        this(scheduler, certificates, ConnectionLimits.none());
    }

    /** As above, of peers that are admitted within limits, as a network does. */
    public EmbeddedStreams(Scheduler scheduler, HostCertificates certificates, ConnectionLimits limits) {
        this.scheduler = scheduler;
        this.gate = new ConnectionGate(limits, scheduler::nanoTime);
        this.tls = new Tls(certificates, TlsEngine.JDK, ImmediateExecutor.INSTANCE);
    }

    /**
     * Makes the channel carry a stream; called on the channel's event loop. A peer that is not admitted is disconnected.
     *
     * @param maxPendingBytes as {@link im.regent.core.stream.ListenerSpec#maxPendingBytes()}
     * @param acceptor makes the stream's logic; called at once
     */
    public void attach(Channel channel, int maxPendingBytes, Function<StreamTransport, StreamHandler> acceptor) {
        Optional<Place> place = gate.admit(channel);
        if (place.isEmpty()) {
            return;
        }
        Loop loop = new Loop(channel.eventLoop(), scanners, false);
        XmlStream.Parts parts = new XmlStream.Parts(scheduler, tls, place.get(), maxPendingBytes, acceptor);
        channel.pipeline().addLast(new XmlStream(channel, loop, parts));
    }
}
