package im.regent.core.net;

import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A stream on an embedded channel, with a clock that the test moves, and a count of what reaches the wire. */
final class Wire<H extends RecordingHandler> {
    static final String OPEN =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org' version='1.0'>";
    static final String OPENED = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
            + "xmlns:stream='http://etherx.jabber.org/streams' from='example.org' id='id-1' version='1.0' xml:lang='en'>";

    private record Timer(long due, Executor on, Runnable task) {}

    /** Whether the peer takes nothing. */
    private boolean isStuck;

    private final List<Runnable> held = new ArrayList<>();

    final EmbeddedChannel channel = new EmbeddedChannel() {
        @Override
        public boolean isWritable() {
            return !isStuck;
        }
    };
    final H handler;
    int writes;
    int flushes;
    private final List<Timer> timers = new ArrayList<>();
    private long nanos;

    private final Scheduler scheduler = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Executor on, Runnable task) {
            Timer timer = new Timer(nanos + delay.toNanos(), on, task);
            timers.add(timer);
            return () -> timers.remove(timer);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    };

    Wire(int budget, Function<StreamTransport, H> acceptor) {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                writes++;
                if (isStuck) {
                    held.add(() -> context.writeAndFlush(message, promise));
                } else {
                    context.write(message, promise);
                }
            }

            @Override
            public void flush(ChannelHandlerContext context) {
                flushes++;
                context.flush();
            }
        });
        List<H> made = new ArrayList<>();
        new EmbeddedStreams(scheduler, host -> Optional.empty()).attach(channel, budget, transport -> {
            H fresh = acceptor.apply(transport);
            made.add(fresh);
            return fresh;
        });
        handler = made.get(0);
    }

    /** The peer sends; returns what it gets. */
    String sends(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        return output();
    }

    /** The peer takes nothing from now on, or everything again. */
    void stuck(boolean stuck) {
        isStuck = stuck;
        if (!stuck) {
            held.forEach(Runnable::run);
            held.clear();
        }
        channel.pipeline().fireChannelWritabilityChanged();
    }

    /** What has come out since the last call. */
    String output() {
        channel.runPendingTasks();
        StringBuilder text = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            text.append(buffer.toString(StandardCharsets.UTF_8));
            buffer.release();
        }
        return text.toString();
    }

    void advance(Duration by) {
        nanos += by.toNanos();
        for (Timer timer : List.copyOf(timers)) {
            if (timer.due() <= nanos && timers.remove(timer)) {
                timer.on().execute(timer.task());
            }
        }
        channel.runPendingTasks();
    }
}
