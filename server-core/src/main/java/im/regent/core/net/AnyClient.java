package im.regent.core.net;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every handshake succeed, whatever certificate the client shows: whether it counts for anything is found out after the
 * handshake, by {@link ClientCheck}, in a way that also covers resumed sessions, for which no trust manager is asked.
 *
 * <p>RFC 6120 §13.7.2.2 leaves a client with an unknown certificate to "local service policies"; ours is that it may log in with
 * another mechanism.
 */
final class AnyClient extends X509ExtendedTrustManager {
    private final List<X509Certificate> authorities;

    /** @param authorities for the request; they tell a client which of its certificates could help */
    AnyClient(List<X509Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.toArray(X509Certificate[]::new);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        // See above.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        // See above.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        // See above.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        throw new UnsupportedOperationException("this is for servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        throw new UnsupportedOperationException("this is for servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("this is for servers");
    }
}
