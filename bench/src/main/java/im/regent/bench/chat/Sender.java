package im.regent.bench.chat;

import im.regent.bench.stream.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends for a pair, for many pairs (a component does), or for none and is only watched. Whatever
 * message comes to it is one that the server sent back. Belongs to one load thread.
 */
final class Sender implements Endpoint {
    private static final int BUFFER_BYTES = 1 << 14;

    private final Wire wire;
    private final Tally tally;
    private final Arrivals returns;
    /** Those that owe messages; one may stand here more than once. */
    private final Queue<Pair> waiting = new ArrayDeque<>();

    private @Nullable ByteBuffer unfinished;
    private @Nullable SelectionKey key;

    Sender(Wire wire, Tally tally) {
        this.wire = wire;
        this.tally = tally;
        this.returns = new Arrivals(wire, BUFFER_BYTES, this::returned);
    }

    void register(Selector selector) throws ClosedChannelException {
        key = wire.channel().register(selector, SelectionKey.OP_READ, this);
    }

    private void returned(byte[] bytes, int stampAt) {
        tally.bounce(() -> returns.excerpt(Math.max(0, stampAt)));
    }

    @Override
    public void ready(SelectionKey readyKey) throws IOException {
        if (readyKey.isWritable()) {
            send(readyKey);
        }
        if (readyKey.isReadable()) {
            returns.read();
        }
    }

    /** Sends what {@code pair} owes, when its turn comes. */
    void send(Pair pair) throws IOException {
        if (key != null && key.isValid()) { // else the connection is gone, and that was told when it went
            waiting.add(pair);
            send(key);
        }
    }

    /** Sends what is owed in as few writes as possible; when the socket is full, goes on once it is writable. */
    private void send(SelectionKey open) throws IOException {
        for (ByteBuffer batch = nextBatch(); batch != null; batch = nextBatch()) {
            if (!wire.write(batch)) {
                unfinished = batch;
                open.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            if (unfinished != null) {
                unfinished = null;
                open.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    private @Nullable ByteBuffer nextBatch() {
        if (unfinished != null) {
            return unfinished;
        }
        while (!waiting.isEmpty()) {
            if (waiting.element().isOwing()) {
                return waiting.element().nextBatch();
            }
            waiting.remove();
        }
        return null;
    }
}
