package im.regent.core.net;

import im.regent.core.stream.TlsFacts;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS under streams (RFC 6120 §5, RFC 7590, XEP-0368): versions 1.2 and 1.3, suites with forward secrecy and
 * authenticated encryption only, the certificate chosen by SNI. Safe for every thread.
 */
final class Tls {
    /**
     * What a handshake was begun with.
     *
     * @param serverName what the client asked for by SNI; empty if it did not
     */
    record Beginning(HostCertificate certificate, String serverName) {}

    private static final AttributeKey<Beginning> BEGINNING = AttributeKey.valueOf("regent.tls");

    private final HostCertificates certificates;
    private final Executor handshakes;
    private final TlsContexts contexts;

    /** @param handshakes where the arithmetic of handshakes is done: not on event loops */
    Tls(HostCertificates certificates, TlsEngine engine, Executor handshakes) {
        this.certificates = certificates;
        this.handshakes = handshakes;
        initialise();
        this.contexts = new TlsContexts(engine, handshakes);
    }

    /** Netty reads the JDK's trust store and derives a key when this class is first used: here, not on an event loop. */
    private static void initialise() {
        try {
            Class.forName("io.netty.handler.ssl.JdkSslServerContext", true, SslContext.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this is not the Netty that the server was built with", e);
        }
    }

    Executor handshakes() {
        return handshakes;
    }

    TlsContexts contexts() {
        return contexts;
    }

    /**
     * The next bytes from the peer are TLS.
     *
     * @param defaultHost whose certificate is shown to a client that names no host, or one that has none; may be empty
     */
    void install(Channel channel, String defaultHost, boolean isDirect) {
        channel.pipeline().addFirst(new ByServerName(this, defaultHost, isDirect));
    }

    boolean hasCertificate(String host) {
        return certificates.forHost(host).isPresent();
    }

    /** RFC 6120 §5.4.3.1, rule 4: the host is told by SNI, and otherwise by the stream. */
    Optional<HostCertificate> choose(@Nullable String serverName, String defaultHost) {
        return Optional.ofNullable(serverName)
                .flatMap(certificates::forHost)
                .or(() -> defaultHost.isEmpty() ? Optional.empty() : certificates.forHost(defaultHost))
                .or(certificates::fallback);
    }

    void begun(Channel channel, Beginning beginning) {
        channel.attr(BEGINNING).set(beginning);
    }

    /** Whether TLS has been begun and is not established. */
    static boolean isPending(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return channel.pipeline().get(ByServerName.class) != null
                || handler != null && !handler.handshakeFuture().isSuccess();
    }

    /** The established session of the connection. */
    static Optional<TlsFacts> facts(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler != null && handler.handshakeFuture().isSuccess()
                ? Optional.of(new SessionFacts(
                        handler.engine().getSession(), channel.attr(BEGINNING).get(), ClientCheck.result(channel)))
                : Optional.empty();
    }
}
