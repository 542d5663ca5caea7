package im.regent.core.net;

import im.regent.core.time.Stages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A connection's way out: stanzas gather in one buffer that exists only while it holds something, and is written at the end
 * of the loop's iteration. Counts what the peer has not taken yet. Belongs to the loop's thread.
 *
 * <p>Here as everywhere in this package channels are used through their pipeline: the methods of an embedded channel itself
 * would run the loop's tasks then and there.
 */
final class Outbound {
    private static final int FIRST_SIZE = 1_024;
    private static final int MAX_SIZE = 64 * 1_024;

    /** Hears how far the peer is behind. */
    interface Watcher {
        /** More is waiting than may wait. */
        void overflowed();

        /** The number of waiting bytes has changed. */
        void progressed();
    }

    /** Somebody waits until so many bytes are taken. */
    private record Mark(long bytes, CompletableFuture<Void> reached) {}

    private final Channel channel;
    private final Loop loop;
    private final int budget;
    private final Watcher watcher;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private @Nullable ByteBuf gathering;
    private boolean isDirty;
    private boolean isShut;
    private long pending;
    private long written;

    Outbound(Channel channel, Loop loop, int budget, Watcher watcher) {
        this.channel = channel;
        this.loop = loop;
        this.budget = budget;
        this.watcher = watcher;
    }

    /** How many bytes the peer has not taken. */
    long pending() {
        return pending;
    }

    /** How many bytes the peer has taken. */
    long written() {
        return written;
    }

    int budget() {
        return budget;
    }

    /** Complete when the peer has taken what was sent before; never, if the connection breaks first. */
    CompletionStage<Void> flushed() {
        if (pending == 0) {
            return Stages.done();
        }
        CompletableFuture<Void> reached = new CompletableFuture<>();
        marks.add(new Mark(written + pending, reached));
        return reached;
    }

    /** Adds bytes. A peer that is not behind may be sent something that is larger than the budget: it is one answer. */
    void append(byte[] bytes, int length) {
        if (isShut || length == 0) {
            return;
        }
        pending += length;
        if (pending > budget && pending - length > budget / 2) {
            watcher.overflowed();
            return;
        }
        ByteBuf buffer = gathering;
        if (buffer != null && buffer.readableBytes() + length > MAX_SIZE) {
            gathering = null;
            write(buffer, false);
            buffer = null;
        }
        if (buffer == null) {
            buffer = channel.alloc().ioBuffer(Math.max(FIRST_SIZE, length));
            gathering = buffer;
        }
        buffer.writeBytes(bytes, 0, length);
        if (!isDirty) {
            isDirty = true;
            loop.dirty(this);
        }
    }

    /** Writes what has gathered. */
    void flush() {
        isDirty = false;
        ByteBuf buffer = gathering;
        gathering = null;
        if (buffer != null) {
            write(buffer, true);
        } else if (channel.isActive()) {
            channel.pipeline().flush();
        }
    }

    private void write(ByteBuf buffer, boolean isLast) {
        int length = buffer.readableBytes();
        ChannelFuture done = isLast
                ? channel.pipeline().writeAndFlush(buffer)
                : channel.pipeline().write(buffer);
        if (done.isSuccess()) {
            taken(length);
        } else {
            done.addListener(future -> {
                if (future.isSuccess()) {
                    taken(length);
                } else {
                    marks.clear();
                }
            });
        }
    }

    private void taken(int length) {
        pending -= length;
        written += length;
        watcher.progressed();
        while (!marks.isEmpty() && marks.peek().bytes() <= written) {
            marks.remove().reached().complete(null);
        }
    }

    /** Writes what has gathered and then does something with the connection; nothing more is accepted. */
    void finish(ChannelFutureListener then) {
        if (isShut) {
            return;
        }
        isShut = true;
        ByteBuf buffer = gathering;
        gathering = null;
        channel.pipeline()
                .writeAndFlush(buffer == null ? Unpooled.EMPTY_BUFFER : buffer)
                .addListener(then);
    }

    /** Drops what has gathered; nothing more is accepted. */
    void drop() {
        isShut = true;
        if (gathering != null) {
            gathering.release();
            gathering = null;
        }
    }
}
