package im.regent.core.net;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why connections break below their streams. */
final class Breakage {
    private static final Logger log = LoggerFactory.getLogger(Breakage.class);

    private Breakage() {}

    /** A reset connection or a failed handshake is the peer's; there is nothing to tell it (RFC 6120 §5.4.3.2). The rest is ours. */
    static void log(Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            log.debug("a connection failed", cause);
        } else {
            log.error("a connection failed", cause);
        }
    }
}
