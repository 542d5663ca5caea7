package im.regent.core.net;

import im.regent.core.stream.TlsFacts;
import io.netty.channel.Channel;
import java.util.Optional;

/** Puts TLS under streams. */
interface Tls {
    /** For listeners that cannot have TLS. */
    Tls NONE = (channel, defaultHost, isDirect) -> channel.pipeline().close();

    /** The next bytes from the peer are TLS. */
    void install(Channel channel, String defaultHost, boolean isDirect);

    /** The established session of the connection. */
    static Optional<TlsFacts> facts(Channel channel) {
        return Optional.empty();
    }
}
