package im.regent.core.net;

import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.TlsFacts;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What is known of an established session, whichever engine made it. */
record SessionFacts(SSLSession session, Tls.Beginning beginning, Optional<ClientCertificate> clientCertificate)
        implements TlsFacts {
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
        return Optional.of(beginning.serverName()).filter(name -> !name.isEmpty());
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return switch (type) {
            case "tls-server-end-point" ->
                ChannelBindings.endPoint(beginning.certificate().chain().get(0));
            case "tls-exporter" -> ChannelBindings.exporter(session);
            default -> Optional.empty();
        };
    }
}
