package im.regent.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which a TLS alert has gone out, below TLS: every alert that we send ends the session. OpenSSL's engine
 * tells of some of them (a refused renegotiation, RFC 6120 §5.3.5) only when the peer sends more, which it may never do.
 *
 * <p>Records are followed from header to header, because the engine writes a long flight of a handshake in pieces that end
 * anywhere: the first byte of a piece may be any byte at all. Belongs to the loop's thread.
 */
final class AlertSent extends ChannelOutboundHandlerAdapter {
    /** RFC 5246 §6.2.1. In TLS 1.3 encrypted alerts do not look like alerts (RFC 8446 §5.2), and nothing is renegotiated. */
    private static final int ALERT = 21;

    /** Type, version, and the length of what follows. */
    private static final int HEADER = 5;

    /** The peer may still be sending, and a reset could destroy the alert. */
    private static final long LINGER_MILLIS = 2_000;

    /** How much of the current header has gone out. */
    private int header;

    private int highLength;
    /** How much of the current record is still to come. */
    private int left;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf records && hasAlert(records)) {
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
        context.write(message, promise);
    }

    private boolean hasAlert(ByteBuf records) {
        boolean hasAlert = false;
        int at = records.readerIndex();
        while (at < records.writerIndex()) {
            if (left == 0) {
                hasAlert |= startsAlert(records.getUnsignedByte(at));
                at++;
            } else {
                int skipped = Math.min(left, records.writerIndex() - at);
                left -= skipped;
                at += skipped;
            }
        }
        return hasAlert;
    }

    /** Takes a byte of a header; returns whether an alert begins with it. */
    private boolean startsAlert(int next) {
        int place = header;
        header = (place + 1) % HEADER;
        if (place == HEADER - 2) {
            highLength = next << 8;
        } else if (place == HEADER - 1) {
            left = highLength | next;
        }
        return place == 0 && next == ALERT;
    }
}
