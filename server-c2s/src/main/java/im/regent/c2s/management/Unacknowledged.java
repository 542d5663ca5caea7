package im.regent.c2s.management;

import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What was sent and has not been acknowledged, in its order, with the counter of XEP-0198 §4. Confined to the session's loop.
 */
final class Unacknowledged {
    /**
     * A stanza that was sent.
     *
     * @param atMillis when, since the epoch
     * @param bytes about what it weighs
     */
    record Entry(Element stanza, long atMillis, int bytes) {
        static Entry of(Element stanza, long atMillis) {
            return new Entry(stanza, atMillis, stanza.encodedOnce().weight());
        }
    }

    /** Somebody waits until so many are acknowledged, of all that there ever were. */
    private record Mark(long count, CompletableFuture<Void> reached) {}

    private final Burden.Share share;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long acknowledged;
    private long acknowledgedEver;
    private long bytes;

    /** @param share hears how much it is */
    Unacknowledged(Burden.Share share) {
        this.share = share;
    }

    void add(Element stanza, long atMillis) {
        add(Entry.of(stanza, atMillis));
    }

    private void add(Entry entry) {
        entries.add(entry);
        bytes += entry.bytes();
        share.is(bytes);
    }

    /** Goes on where another one stopped. */
    void restore(long acknowledgedBefore, List<Entry> sent) {
        acknowledged = acknowledgedBefore;
        sent.forEach(this::add);
    }

    /** How many were acknowledged, modulo 2^32. */
    long acknowledged() {
        return acknowledged;
    }

    /** What is not acknowledged, in order. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** How many stanzas were sent, modulo 2^32. */
    long sent() {
        return (acknowledged + entries.size()) % Sm.MODULUS;
    }

    /**
     * The client has handled so many stanzas, modulo 2^32.
     *
     * @return whether it can have; otherwise nothing changes
     */
    boolean acknowledge(long h) {
        long handled = Math.floorMod(h - acknowledged, Sm.MODULUS);
        if (handled > entries.size()) {
            return false;
        }
        for (long i = 0; i < handled; i++) {
            bytes -= entries.remove().bytes();
        }
        acknowledged = h;
        acknowledgedEver += handled;
        share.is(bytes);
        while (!marks.isEmpty() && marks.peek().count() <= acknowledgedEver) {
            marks.remove().reached().complete(null);
        }
        return true;
    }

    /** Complete when everything that was added before is acknowledged. */
    CompletionStage<Void> caughtUp() {
        if (entries.isEmpty()) {
            return Stages.done();
        }
        CompletableFuture<Void> reached = new CompletableFuture<>();
        marks.add(new Mark(acknowledgedEver + entries.size(), reached));
        return reached;
    }

    /** When the oldest was sent. */
    OptionalLong oldestMillis() {
        Entry oldest = entries.peek();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.atMillis());
    }

    List<Element> stanzas() {
        return entries.stream().map(Entry::stanza).toList();
    }

    void forEach(Consumer<Entry> consumer) {
        entries.forEach(consumer);
    }

    /** Takes everything out. */
    void drainTo(Consumer<Entry> consumer) {
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            bytes -= entry.bytes();
            acknowledged = (acknowledged + 1) % Sm.MODULUS;
            consumer.accept(entry);
        }
        share.is(bytes);
    }
}
