package im.regent.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which a TLS alert has gone out, below TLS: every alert that we send ends the session. OpenSSL's engine
 * tells of some of them (a refused renegotiation, RFC 6120 §5.3.5) only when the peer sends more, which it may never do.
 */
final class AlertSent extends ChannelOutboundHandlerAdapter {
    /** RFC 5246 §6.2.1. */
    private static final byte ALERT = 21;

    /** The peer may still be sending, and a reset could destroy the alert. */
    private static final long LINGER_MILLIS = 2_000;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf records
                && records.isReadable()
                && records.getByte(records.readerIndex()) == ALERT) {
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
        context.write(message, promise);
    }
}
