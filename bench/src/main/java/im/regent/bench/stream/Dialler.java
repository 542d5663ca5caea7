package im.regent.bench.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Opens connections to one target and brings them to a stage. Safe for use by many threads; each call blocks its
 * thread.
 *
 * <p>With TLS the server's certificate is <em>not</em> verified: a test server's is self-made, and nothing secret is
 * sent.
 */
public final class Dialler {
    private static final System.Logger LOG = System.getLogger(Dialler.class.getName());

    /** A log-in that takes longer is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private final ScheduledExecutorService timer;
    private final SaltedPasswords passwords = new SaltedPasswords();
    private final SSLContext tls;
    private final Duration patience;

    /** {@code timer} closes connections whose log-in hangs. */
    public Dialler(Target target, ScheduledExecutorService timer) {
        this(target, timer, PATIENCE);
    }

    Dialler(Target target, ScheduledExecutorService timer, Duration patience) {
        this.target = target;
        this.patience = patience;
        this.timer = timer;
        this.tls = trustingContext();
    }

    private static SSLContext trustingContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAnyone()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /**
     * Connects from any local address.
     *
     * @throws IOException when the server refuses, closes, or does not answer in time
     */
    public Connected dial(Account account, String resource, Stage stage) throws IOException {
        return dial(account, resource, stage, new InetSocketAddress(0));
    }

    /** Connects from {@code source}, whose port may be 0. */
    public Connected dial(Account account, String resource, Stage stage, InetSocketAddress source) throws IOException {
        return connect(account.toString(), channel -> {
            if (!source.getAddress().isAnyLocalAddress()) {
                channel.bind(source);
            }
            channel.connect(target.address());
            return new Login(target, tls, passwords).run(channel, account, new Login.Goal(resource, stage));
        });
    }

    /**
     * Connects a component, wherever the target may be; its stream is not encrypted.
     *
     * @throws IOException when the server refuses, closes, or does not answer in time
     */
    public Connected dial(Component component) throws IOException {
        return connect(component.toString(), channel -> {
            channel.connect(component.where());
            return ComponentLogin.run(channel, component);
        });
    }

    private interface Way {
        Connected go(SocketChannel channel) throws IOException;
    }

    private Connected connect(String who, Way way) throws IOException {
        SocketChannel channel = SocketChannel.open();
        ScheduledFuture<?> guard =
                timer.schedule(() -> closeQuietly(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return way.go(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            String reason = e instanceof ClosedChannelException ? "no answer in time" : e.getMessage();
            throw new IOException("log-in of " + who + ": " + reason, e);
        } finally {
            guard.cancel(false);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done with it, and the first failure is the one to tell.
            LOG.log(System.Logger.Level.DEBUG, "close", e);
        }
    }
}
