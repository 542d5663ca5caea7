package im.regent.bench.chat;

import im.regent.bench.chat.Tally.Span;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** Drives some pairs until the measured time is over and nothing is in flight any more. */
final class LoadThread implements Runnable {
    private static final long WAIT_MILLIS = 20;

    private final List<Pair> pairs;
    private final List<Sender> senders;
    private final Tally tally;
    private final long graceNanos;

    LoadThread(List<Pair> pairs, List<Sender> senders, Tally tally, long graceNanos) {
        this.pairs = pairs;
        this.senders = senders;
        this.tally = tally;
        this.graceNanos = graceNanos;
    }

    Tally tally() {
        return tally;
    }

    List<Pair> pairs() {
        return pairs;
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            for (Sender sender : senders) {
                sender.register(selector);
            }
            for (Pair pair : pairs) {
                pair.register(selector);
                pair.start();
            }
            while (isGoingOn(System.nanoTime())) {
                selector.select(this::ready, WAIT_MILLIS);
            }
        } catch (IOException e) {
            tally.broken("the load thread stopped: " + e);
        }
    }

    private boolean isGoingOn(long now) {
        Span span = tally.span();
        return !span.isOver(now)
                || now - span.end() < graceNanos && !pairs.stream().allMatch(Pair::isDone);
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isValid() && key.attachment() instanceof Endpoint end) {
                end.ready(key);
            }
        } catch (IOException | java.nio.channels.CancelledKeyException e) {
            key.cancel();
            tally.broken(String.valueOf(e.getMessage()));
        }
    }
}
