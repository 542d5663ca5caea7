package im.regent.core.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.time.TokenBucket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets connections in, within {@link ConnectionLimits}. Each that is admitted holds a {@link Place} until it ends. Strangers
 * compete with strangers only: whoever has logged in holds nothing that a flood could take away. Safe for every thread.
 *
 * <p><b>Refusals.</b> Those that a flood is made of are not worth an answer: the connection is reset, before a buffer, a parser
 * or TLS is there, and nothing is left of it in the kernel either. Only who finds its address full of other people's streams
 * is told, in answer to its header: that is a crowd, not an attack.
 *
 * <p><b>Memory.</b> Connections are counted for as long as there are any. How fast they come is remembered for a while that
 * suffices to forget it: an address that has been silent for so long would have all its tokens again. However many addresses
 * there are, no more than {@value #MAX_BUCKETS} are remembered.
 */
final class ConnectionGate {
    private static final Logger log = LoggerFactory.getLogger(ConnectionGate.class);
    private static final int MAX_BUCKETS = 100_000;
    private static final String EXEMPT = "";
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    /** The connections of one address. */
    private record Count(int all, int strangers) {
        static final Count STRANGER = new Count(1, 1);

        Count plus(int more, int moreStrangers) {
            return new Count(all + more, strangers + moreStrangers);
        }
    }

    private final ConnectionLimits limits;
    private final ExemptNetworks exempt;
    private final LongSupplier nanoTime;
    private final Cache<String, TokenBucket> buckets;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final AtomicInteger strangers = new AtomicInteger();

    ConnectionGate(ConnectionLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.exempt = new ExemptNetworks(limits.exempt());
        this.nanoTime = nanoTime;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofSeconds(1 + limits.newBurst() / limits.newPerSecond()))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** The place of a new connection, which is given back when it closes; empty if it is refused, and reset. */
    Optional<Place> admit(Channel channel) {
        Optional<Place> place = channel.remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? admit(peer.getAddress())
                : admit(EXEMPT);
        if (place.isPresent()) {
            channel.closeFuture().addListener(closed -> place.get().leave());
        } else {
            log.debug("a connection was refused");
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.pipeline().close();
        }
        return place;
    }

    Optional<Place> admit(InetAddress given) {
        try {
            // An IPv4 address that came mapped into one of IPv6 becomes what it is.
            InetAddress address = InetAddress.getByAddress(given.getAddress());
            return admit(exempt.contains(address) ? EXEMPT : network(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of addresses", e);
        }
    }

    /** Whoever has one address of IPv6 has all of its network of 64 bits (RFC 4291 §2.5.4). */
    private static String network(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return address.getHostAddress();
        }
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, IPV6_BYTES, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    }

    private Optional<Place> admit(String network) {
        boolean isExempt = network.equals(EXEMPT);
        if (!isExempt && !isInTime(network)) {
            return Optional.empty();
        }
        if (strangers.incrementAndGet() > limits.strangers()) {
            strangers.decrementAndGet();
            return Optional.empty();
        }
        if (isExempt) {
            return Optional.of(new Place(this, network, false));
        }
        Count counted = counts.merge(network, Count.STRANGER, (before, one) -> before.plus(one.all(), one.strangers()));
        if (counted.strangers() > limits.strangersPerAddress()) {
            leave(network, true);
            return Optional.empty();
        }
        return Optional.of(new Place(this, network, counted.all() > limits.perAddress()));
    }

    private boolean isInTime(String network) {
        TokenBucket bucket =
                buckets.get(network, key -> new TokenBucket(limits.newPerSecond(), limits.newBurst(), nanoTime));
        synchronized (bucket) {
            return bucket.trySpend();
        }
    }

    /** A stranger has become a friend. */
    void known(String network) {
        strangers.decrementAndGet();
        count(network, 0, -1);
    }

    /** A connection is gone. */
    void leave(String network, boolean isStranger) {
        if (isStranger) {
            strangers.decrementAndGet();
        }
        count(network, -1, isStranger ? -1 : 0);
    }

    private void count(String network, int all, int ofStrangers) {
        // Those that are exempt are not there.
        counts.computeIfPresent(network, (key, before) -> {
            Count now = before.plus(all, ofStrangers);
            return now.all() == 0 ? null : now;
        });
    }

    /** How many addresses something is known of. */
    int known() {
        buckets.cleanUp();
        return counts.size() + (int) buckets.estimatedSize();
    }
}
