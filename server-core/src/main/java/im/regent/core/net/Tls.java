package im.regent.core.net;

import im.regent.core.stream.TlsFacts;
import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS under streams (RFC 6120 §5, RFC 7590, XEP-0368): versions 1.2 and 1.3, suites with forward secrecy and
 * authenticated encryption only, the certificate chosen by SNI. Safe for every thread.
 *
 * <p>A certificate's context is made at its first handshake and forgotten when nobody holds the certificate any more, so
 * reloading needs no word to this class.
 */
final class Tls {
    /** Mozilla's "intermediate" without its DHE suites. */
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final ApplicationProtocolConfig DIRECT = new ApplicationProtocolConfig(
            Protocol.ALPN, SelectorFailureBehavior.FATAL_ALERT, SelectedListenerFailureBehavior.ACCEPT, "xmpp-client");

    private final HostCertificates certificates;
    private final Executor handshakes;
    private final Map<HostCertificate, SslContext> afterStartTls = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<HostCertificate, SslContext> direct = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param handshakes where the arithmetic of handshakes is done: not on event loops */
    Tls(HostCertificates certificates, Executor handshakes) {
        this.certificates = certificates;
        this.handshakes = handshakes;
        initialise();
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

    /**
     * The next bytes from the peer are TLS.
     *
     * @param defaultHost whose certificate is shown to a client that names no host, or one that has none; may be empty
     */
    void install(Channel channel, String defaultHost, boolean isDirect) {
        channel.pipeline().addFirst(new ByServerName(this, defaultHost, isDirect));
    }

    SslContext context(@Nullable String asked, String defaultHost, boolean isDirect) {
        HostCertificate certificate = Optional.ofNullable(asked)
                .flatMap(certificates::forHost)
                .or(() -> defaultHost.isEmpty() ? Optional.empty() : certificates.forHost(defaultHost))
                .or(certificates::fallback)
                .orElseThrow(() -> new DecoderException("there is no certificate for this host"));
        Map<HostCertificate, SslContext> contexts = isDirect ? direct : afterStartTls;
        return contexts.computeIfAbsent(certificate, key -> build(key, isDirect));
    }

    private static SslContext build(HostCertificate certificate, boolean isDirect) {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(new OneKey(certificate))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(SUITES)
                    .clientAuth(ClientAuth.NONE);
            return (isDirect ? builder.applicationProtocolConfig(DIRECT) : builder).build();
        } catch (SSLException e) {
            throw new DecoderException("the certificate cannot be used", e);
        }
    }

    /** The established session of the connection. */
    static Optional<TlsFacts> facts(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler != null && handler.handshakeFuture().isSuccess()
                ? Optional.of(new SessionFacts(handler.engine().getSession()))
                : Optional.empty();
    }
}
