package im.regent.c2s;

import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.TlsFacts;
import java.util.Map;
import java.util.Optional;

/** What a server knows of a TLS 1.3 session: the channel bindings that it can produce, the name that was asked for, the client. */
record WiredTls(Map<String, byte[]> bindings, String sni, Optional<ClientCertificate> clientCertificate)
        implements TlsFacts {
    /** Of a client without certificate. */
    WiredTls(Map<String, byte[]> bindings, String sni) {
        this(bindings, sni, Optional.empty());
    }

    /** The usual: a certificate that can be bound to. */
    static WiredTls withCertificate(String sni) {
        return new WiredTls(Map.of("tls-server-end-point", new byte[32]), sni);
    }

    /** The client has shown this. */
    WiredTls showing(Optional<ClientCertificate> certificate) {
        return new WiredTls(bindings, sni, certificate);
    }

    @Override
    public String protocol() {
        return "TLSv1.3";
    }

    @Override
    public String cipher() {
        return "TLS_AES_128_GCM_SHA256";
    }

    @Override
    public Optional<String> requestedHost() {
        return Optional.of(sni).filter(host -> !host.isEmpty());
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.ofNullable(bindings.get(type));
    }
}
