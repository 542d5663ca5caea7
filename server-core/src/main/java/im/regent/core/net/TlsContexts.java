package im.regent.core.net;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/**
 * What handshakes are made with: protocol versions, suites, a certificate. Each context is made when it is first needed, not on
 * an event loop, and forgotten when nobody holds the {@link HostCertificate} any more: a reload needs no word to this class,
 * and handshakes that are under way keep what they began with. (So nothing in a context may hold that object.) Safe for every
 * thread.
 */
final class TlsContexts {
    /** What a connection is for. */
    enum Use {
        /** TLS after {@code <proceed/>}. */
        START_TLS,
        /** TLS from the first byte (XEP-0368). */
        DIRECT,
        /** As {@link #DIRECT}, for a client that asks for other protocols than XMPP. */
        FOREIGN
    }

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

    /** Keys of other kinds (Ed25519, RSASSA-PSS) are served by the JDK. */
    private static final Set<String> KEYS_FOR_OPENSSL = Set.of("EC", "RSA");

    private final TlsEngine engine;
    private final Executor making;
    private final Map<HostCertificate, Map<Use, CompletableFuture<SslContext>>> made = new WeakHashMap<>();

    /** @param making where contexts are made */
    TlsContexts(TlsEngine engine, Executor making) {
        this.engine = engine.resolved();
        this.making = making;
    }

    TlsEngine engine() {
        return engine;
    }

    /** The context for this certificate; fails with an {@link SSLException} when the certificate cannot be used. */
    CompletableFuture<SslContext> of(HostCertificate certificate, Use use) {
        CompletableFuture<SslContext> fresh = new CompletableFuture<>();
        CompletableFuture<SslContext> known;
        synchronized (made) {
            known = made.computeIfAbsent(certificate, key -> new EnumMap<>(Use.class))
                    .putIfAbsent(use, fresh);
        }
        if (known != null) {
            return known;
        }
        making.execute(() -> {
            try {
                fresh.complete(build(certificate, use));
            } catch (SSLException | RuntimeException e) {
                fresh.completeExceptionally(e); // every handshake that wants it fails, and says why
            }
        });
        return fresh;
    }

    private SslContext build(HostCertificate certificate, Use use) throws SSLException {
        boolean isOpenSsl = engine == TlsEngine.OPENSSL
                && use != Use.FOREIGN
                && KEYS_FOR_OPENSSL.contains(certificate.key().getAlgorithm());
        SslContextBuilder builder = builder(new OneKey(certificate.key(), certificate.chain()), isOpenSsl)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(SUITES);
        if (use != Use.START_TLS) {
            builder.applicationProtocolConfig(alpn(isOpenSsl));
        }
        if (certificate.asksClients()) {
            builder.clientAuth(ClientAuth.OPTIONAL)
                    .trustManager(new AnyClient(certificate.clients().authorities()));
        }
        return builder.build();
    }

    private static SslContextBuilder builder(OneKey key, boolean isOpenSsl) {
        return isOpenSsl
                // Without the cache, key and chain would be converted for OpenSSL at every handshake.
                ? SslContextBuilder.forServer(
                                new OpenSslCachingX509KeyManagerFactory(new KeyManagerFactoryWrapper(key)))
                        .sslProvider(SslProvider.OPENSSL)
                : SslContextBuilder.forServer(key).sslProvider(SslProvider.JDK);
    }

    /**
     * RFC 7301 §3.2: without a common protocol "the server SHALL respond with a fatal "no_application_protocol" alert". OpenSSL
     * can only go on, so such clients are given to the JDK: {@link Use#FOREIGN}.
     */
    private static ApplicationProtocolConfig alpn(boolean isOpenSsl) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                isOpenSsl ? SelectorFailureBehavior.NO_ADVERTISE : SelectorFailureBehavior.FATAL_ALERT,
                SelectedListenerFailureBehavior.ACCEPT,
                Alpn.XMPP_CLIENT);
    }
}
