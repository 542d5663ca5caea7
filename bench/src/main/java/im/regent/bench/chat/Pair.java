package im.regent.bench.chat;

import im.regent.bench.stream.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A sender and a receiver with a window of messages between them: each message that arrives allows the next to be sent.
 * Belongs to one load thread.
 */
final class Pair implements Endpoint {
    private static final int LEAST_BUFFER = 1 << 14;
    private static final int MOST_BUFFER = 1 << 18;

    private final int number;
    private final Sender sender;
    private final Wire receiver;
    private final int window;
    private final Template template;
    private final Tally tally;
    private final Ledger ledger = new Ledger();
    private final Arrivals arrivals;
    private long sent;
    private int owed;

    Pair(Route route, Sender sender, ChatSettings settings, Tally tally) {
        this.number = route.number();
        this.sender = sender;
        this.receiver = route.receiver();
        this.window = settings.window();
        this.template = new Template(number, route.envelope(), settings.bodyBytes(), window);
        this.tally = tally;
        int inFlight = Math.multiplyExact(2 * window, template.messageBytes());
        this.arrivals = new Arrivals(receiver, Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, inFlight)), this::arrived);
    }

    void register(Selector selector) throws ClosedChannelException {
        receiver.channel().register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the first window. */
    void start() throws IOException {
        owed = window;
        sender.send(this);
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        arrivals.read();
        if (owed > 0 && !tally.span().isOver(arrivals.readAt())) {
            sender.send(this);
        }
    }

    private void arrived(byte[] bytes, int stampAt) {
        long now = arrivals.readAt();
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

    boolean isOwing() {
        return owed > 0;
    }

    /** Some of the messages that are owed, to be written out before the next call. */
    ByteBuffer nextBatch() {
        int count = Math.min(owed, template.capacity());
        ByteBuffer batch = template.number(count, sent, System.nanoTime());
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
