package im.regent.core.net;

import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamRate;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection's way in: bytes to events, one at a time.
 *
 * <p><b>Parking.</b> The sink answers each event with a stage. While that is not complete, nothing more is taken out of the
 * parser, whose rest waits as bytes: at most what one read of the socket brought, because the sink also stops reading. A peer
 * that goes too fast ({@link Pace}) is parked in the same way, and so is one that is sent more than it takes ({@link SlowPeer}).
 *
 * <p><b>Re-entrancy.</b> Whatever a sink does, {@link #pump} never runs inside itself.
 *
 * <p>Belongs to the loop's thread.
 */
final class Inbound {
    /** Where events go. */
    interface Sink {
        CompletionStage<Void> event(StreamEvent event) throws StreamException;

        /** The stream is parked, by its handler or for going too fast, or goes on. */
        void parked(boolean isParked);

        /** Whether nothing is to be taken from the peer now, until {@link #pump} is called. */
        boolean isWaited();

        /** The peer, or the handler of an event, broke the stream. */
        void failed(Throwable cause);
    }

    private final Loop loop;
    private final Scheduler clock;
    private final Sink sink;
    private final BooleanSupplier isOver;
    private final XmlStreamReader reader;
    private final Pace pace;
    private boolean isPumping;
    private boolean isParked;
    private boolean isWarm;
    private boolean wasUsed;
    private long heardAt;

    /** @param isOver whether events are not wanted any more */
    Inbound(Loop loop, Scheduler clock, Sink sink, BooleanSupplier isOver) {
        this.loop = loop;
        this.clock = clock;
        this.heardAt = clock.nanoTime();
        this.sink = sink;
        this.isOver = isOver;
        this.reader = new XmlStreamReader(loop.scanners(), StreamLimits.beforeAuthentication());
        this.pace = new Pace(clock, loop.executor(), this::paced);
    }

    void limits(StreamLimits limits) {
        reader.limits(limits);
    }

    void rate(StreamRate rate) {
        pace.rate(rate);
    }

    void restart() {
        reader.restart();
    }

    int unread() {
        return reader.unread();
    }

    boolean isPumping() {
        return isPumping;
    }

    /** How long nothing at all has come. */
    Duration silence() {
        return Duration.ofNanos(clock.nanoTime() - heardAt);
    }

    /** Something was heard, or could not have been heard. */
    void heard() {
        heardAt = clock.nanoTime();
    }

    /** Bytes from the connection; the buffer stays the caller's. */
    void read(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length == 0 || isOver.getAsBoolean()) {
            return;
        }
        heard();
        warm();
        pace.read(length);
        byte[] scratch = loop.takeScratch(length);
        try {
            bytes.readBytes(scratch, 0, length);
            reader.feed(scratch, 0, length);
            pump();
            reader.keep();
        } finally {
            loop.giveScratch(scratch);
        }
    }

    private void warm() {
        wasUsed = true;
        if (!isWarm) {
            isWarm = true;
            loop.warm(this);
        }
    }

    /** Gives up the parser unless the stream was used since the last call; returns whether it is done with. */
    boolean cool() {
        if (wasUsed && !isOver.getAsBoolean()) {
            wasUsed = false;
            return false;
        }
        reader.release();
        isWarm = false;
        return true;
    }

    /** Handles events while there are any and the stream is not parked. */
    void pump() {
        if (isPumping) {
            return;
        }
        isPumping = true;
        try {
            while (!isParked && !pace.isPausing() && !isOver.getAsBoolean() && !sink.isWaited()) {
                Optional<StreamEvent> event = reader.next();
                if (event.isEmpty()) {
                    break;
                }
                pace.took(event.get());
                await(sink.event(event.get()));
            }
        } catch (Throwable e) {
            // The border of the loop: whatever a feature throws ends this stream, not the loop.
            sink.failed(e);
        } finally {
            isPumping = false;
        }
    }

    private void await(CompletionStage<Void> stage) {
        if (stage == Stages.done()) {
            return;
        }
        if (!Stages.isDone(stage)) {
            isParked = true;
            tell();
            stage.whenComplete((done, failure) -> loop.cross(() -> resume(failure)));
        } else if (stage.toCompletableFuture().isCompletedExceptionally()) {
            stage.whenComplete((done, failure) -> sink.failed(Stages.cause(failure)));
        }
    }

    private void resume(@Nullable Throwable failure) {
        isParked = false;
        if (failure != null) {
            sink.failed(Stages.cause(failure));
            return;
        }
        pump();
        tell();
    }

    /** The peer has gone too fast, or has waited for long enough. */
    private void paced() {
        pump();
        tell();
    }

    private void tell() {
        sink.parked(isParked || pace.isPausing());
    }
}
