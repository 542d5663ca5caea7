package im.regent.c2s.sasl;

import im.regent.core.stream.TlsFacts;
import java.util.Map;
import java.util.Optional;

/** A TLS session that can produce the given channel bindings. */
record FakeTls(Map<String, byte[]> bindings) implements TlsFacts {
    static final byte[] END_POINT = {1, 2, 3, 0, -1, 44};
    static final byte[] EXPORTER = {9, 8, 7, ',', '=', -128};

    static FakeTls withBoth() {
        return new FakeTls(Map.of("tls-server-end-point", END_POINT, "tls-exporter", EXPORTER));
    }

    static FakeTls withEndPointOnly() {
        return new FakeTls(Map.of("tls-server-end-point", END_POINT));
    }

    static FakeTls withoutBinding() {
        return new FakeTls(Map.of());
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
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> channelBinding(String type) {
        return Optional.ofNullable(bindings.get(type));
    }
}
