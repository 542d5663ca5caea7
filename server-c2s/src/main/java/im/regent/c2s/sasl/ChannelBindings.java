package im.regent.c2s.sasl;

import im.regent.core.stream.TlsFacts;
import java.util.List;

/** The channel bindings that this server knows (RFC 5929 §4, RFC 9266), strongest first. */
public final class ChannelBindings {
    /** Names the TLS session itself. */
    public static final String TLS_EXPORTER = "tls-exporter";

    /** Names the server's certificate. */
    public static final String TLS_SERVER_END_POINT = "tls-server-end-point";

    private static final List<String> KNOWN = List.of(TLS_EXPORTER, TLS_SERVER_END_POINT);

    private ChannelBindings() {}

    /**
     * Those that a connection can produce: the types for {@code <sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'/>}
     * (XEP-0440), which is sent only if there are any.
     */
    public static List<String> offered(TlsFacts tls) {
        return KNOWN.stream()
                .filter(type ->
                        tls.channelBinding(type).filter(data -> data.length > 0).isPresent())
                .toList();
    }
}
