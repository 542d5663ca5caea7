package im.regent.bench.chat;

import im.regent.bench.stream.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A sender and a receiver with a window of messages between them: each message that arrives allows the next to be sent.
 * Belongs to one load thread.
 */
final class Pair {
    private static final int LEAST_BUFFER = 1 << 14;
    private static final int MOST_BUFFER = 1 << 18;

    private final int number;
    private final Wire sender;
    private final Wire receiver;
    private final int window;
    private final Template template;
    private final Tally tally;
    private final Ledger ledger = new Ledger();
    private final MessageScanner arrivals;
    private final MessageScanner returns = new MessageScanner(LEAST_BUFFER);
    private long sent;
    private int owed;
    private long now;
    private @Nullable ByteBuffer unfinished;

    /** The two ends, and how many messages may be between them. */
    record Ends(Wire sender, Wire receiver, int window) {}

    Pair(int number, Ends ends, Template template, Tally tally) {
        this.number = number;
        this.sender = ends.sender();
        this.receiver = ends.receiver();
        this.window = ends.window();
        this.template = template;
        this.tally = tally;
        int inFlight = Math.multiplyExact(2 * ends.window(), template.messageBytes());
        this.arrivals = new MessageScanner(Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, inFlight)));
    }

    /** What a selection key carries. */
    interface Endpoint {
        /** Does what the socket is ready for. */
        void ready(SelectionKey key) throws IOException;
    }

    void register(Selector selector) throws ClosedChannelException {
        Endpoint sending = this::senderReady;
        Endpoint receiving = this::receiverReady;
        sender.channel().register(selector, SelectionKey.OP_READ, sending);
        receiver.channel().register(selector, SelectionKey.OP_READ, receiving);
    }

    /** Sends the first window. */
    void start(Selector selector) throws IOException {
        now = System.nanoTime();
        owed = window;
        send(sender.channel().keyFor(selector));
    }

    private void receiverReady(SelectionKey key) throws IOException {
        int count = readOnce(receiver, arrivals);
        while (count > 0 && receiver.isReadAhead()) {
            count = readOnce(receiver, arrivals);
        }
        if (owed > 0 && !tally.span().isOver(now)) {
            send(sender.channel().keyFor(key.selector()));
        }
    }

    private int readOnce(Wire wire, MessageScanner scanner) throws IOException {
        int count = wire.read(scanner.buffer());
        if (count < 0) {
            throw new EOFException("the server closed it; its last words: '" + scanner.excerpt(0) + "'");
        }
        now = System.nanoTime();
        scanner.scan(scanner == arrivals ? this::arrived : this::returned);
        return count;
    }

    private void arrived(byte[] bytes, int stampAt) {
        boolean isOurs = stampAt >= 0 && Stamp.pair(bytes, stampAt) == number;
        long which = isOurs ? Stamp.number(bytes, stampAt) : -1;
        switch (ledger.arrive(which, sent)) {
            case IN_ORDER, EARLY, LATE -> {
                owed++;
                tally.deliver(Stamp.age(bytes, stampAt, now), now);
            }
            case DUPLICATE, FOREIGN -> {
                // Counted by the ledger; it allows nothing to be sent.
            }
        }
    }

    private void returned(byte[] bytes, int stampAt) {
        tally.bounce(() -> returns.excerpt(Math.max(0, stampAt)));
    }

    private void senderReady(SelectionKey key) throws IOException {
        if (key.isWritable()) {
            now = System.nanoTime();
            send(key);
        }
        if (key.isReadable()) {
            int count = readOnce(sender, returns);
            while (count > 0 && sender.isReadAhead()) {
                count = readOnce(sender, returns);
            }
        }
    }

    /** Sends what is owed in as few writes as possible; when the socket is full, goes on once it is writable. */
    private void send(@Nullable SelectionKey key) throws IOException {
        if (key == null || !key.isValid()) {
            return; // the sender's connection is gone, and that was told when it went
        }
        while (unfinished != null || owed > 0) {
            ByteBuffer batch = unfinished == null ? nextBatch() : unfinished;
            if (!sender.write(batch)) {
                unfinished = batch;
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            if (unfinished != null) {
                unfinished = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    private ByteBuffer nextBatch() {
        int count = Math.min(owed, template.capacity());
        ByteBuffer batch = template.number(count, sent, now);
        sent += count;
        owed -= count;
        return batch;
    }

    Ledger ledger() {
        return ledger;
    }

    long sent() {
        return sent;
    }

    boolean isDone() {
        return ledger.missing(sent) == 0;
    }
}
