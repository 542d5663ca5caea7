package im.regent.core.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Mapping;

/** Reads the server name out of a ClientHello (RFC 6066 §3) and goes on with that host's certificate. */
final class ByServerName extends SniHandler {
    private static final int MAX_CLIENT_HELLO = 16 * 1024;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Tls tls;

    ByServerName(Tls tls, String defaultHost, boolean isDirect) {
        super(
                (Mapping<String, SslContext>) name -> tls.context(name, defaultHost, isDirect),
                MAX_CLIENT_HELLO,
                TIMEOUT_MILLIS);
        this.tls = tls;
    }

    @Override
    protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator, tls.handshakes());
        handler.setHandshakeTimeoutMillis(TIMEOUT_MILLIS);
        return handler;
    }
}
