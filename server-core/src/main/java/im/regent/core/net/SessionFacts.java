package im.regent.core.net;

import im.regent.core.stream.TlsFacts;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;

/** What a JDK session tells. */
final class SessionFacts implements TlsFacts {
    private final SSLSession session;

    SessionFacts(SSLSession session) {
        this.session = session;
    }

    @Override
    public String protocol() {
        return session.getProtocol();
    }

    @Override
    public String cipher() {
        return session.getCipherSuite();
    }

    @Override
    public Optional<String> requestedHost() {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Optional.of(host.getAsciiName());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return switch (type) {
            case "tls-server-end-point" -> ChannelBindings.serverEndPoint(session);
            case "tls-exporter" -> ChannelBindings.exporter(session);
            default -> Optional.empty();
        };
    }
}
