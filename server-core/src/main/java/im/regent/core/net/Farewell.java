package im.regent.core.net;

import im.regent.core.time.Scheduler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The end of a connection whose stream is over. What was sent goes out first. Then our half is closed, with TLS's
 * {@code close_notify}, and the peer gets a moment to close its own: closing at once would answer bytes that are still
 * arriving with a TCP reset, and a reset can destroy the error that we have just explained.
 */
final class Farewell {
    /** For a peer that does not take what was sent. */
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LINGER = Duration.ofSeconds(2);

    private Farewell() {}

    static void say(Channel channel, Outbound out, Scheduler timer, Executor loop) {
        if (!channel.isActive()) {
            out.drop();
            channel.pipeline().close();
            return;
        }
        timer.after(FLUSH_TIMEOUT, loop, () -> channel.pipeline().close());
        out.finish(written -> shut(channel, timer, loop));
    }

    private static void shut(Channel channel, Scheduler timer, Executor loop) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (!(channel instanceof DuplexChannel duplex) || !channel.isActive()) {
            channel.pipeline().close();
            return;
        }
        ChannelFutureListener half = closed -> {
            channel.config().setAutoRead(true);
            timer.after(LINGER, loop, () -> channel.pipeline().close());
        };
        if (tls == null) {
            duplex.shutdownOutput().addListener(half);
        } else {
            tls.closeOutbound().addListener(notified -> duplex.shutdownOutput().addListener(half));
        }
    }
}
