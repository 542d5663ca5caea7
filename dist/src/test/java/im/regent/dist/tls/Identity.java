package im.regent.dist.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A client that shows its certificate to whoever asks, whatever authorities they name; it counts how often it was asked. */
final class Identity extends X509ExtendedKeyManager {
    private static final String ALIAS = "me";

    final AtomicInteger asked = new AtomicInteger();
    private final @Nullable KeyAndChain shown;

    Identity(@Nullable KeyAndChain shown) {
        this.shown = shown;
    }

    /** One that has no certificate. */
    static Identity none() {
        return new Identity(null);
    }

    /** What remembers sessions; it trusts every server. */
    SSLContext context() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager anybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        context.init(new KeyManager[] {this}, new TrustManager[] {anybody}, new SecureRandom());
        return context;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        asked.incrementAndGet();
        return shown == null ? null : ALIAS;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return shown == null ? null : shown.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return shown == null ? null : shown.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }
}
