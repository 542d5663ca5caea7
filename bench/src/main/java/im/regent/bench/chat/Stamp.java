package im.regent.bench.chat;

import java.nio.ByteBuffer;

/**
 * What stands at the end of each message's body, so that the receiver needs nothing else: which pair it belongs to, its
 * number in that pair, and when it was sent.
 */
final class Stamp {
    private static final int PAIR = 4;
    private static final int NUMBER = 8;
    private static final int TIME = 12;

    /** How many bytes it takes. */
    static final int BYTES = PAIR + NUMBER + TIME;

    static final int MAX_PAIRS = 1 << 4 * PAIR;

    private static final long NUMBER_MASK = (1L << 4 * NUMBER) - 1;
    private static final long TIME_MASK = (1L << 4 * TIME) - 1;

    private Stamp() {}

    static void write(ByteBuffer into, int at, int pair, long number, long nanos) {
        Hex.write(into, at, PAIR, pair);
        writeNumber(into, at + PAIR, number);
        Hex.write(into, at + PAIR + NUMBER, TIME, nanos & TIME_MASK);
    }

    static void writeNumber(ByteBuffer into, int at, long number) {
        Hex.write(into, at, NUMBER, number & NUMBER_MASK);
    }

    /** The pair, or a negative number when there is no stamp. */
    static long pair(byte[] from, int at) {
        return Hex.read(from, at, PAIR);
    }

    static long number(byte[] from, int at) {
        return Hex.read(from, at + PAIR, NUMBER);
    }

    /** Nanoseconds between the stamp's time and {@code now}, both of {@link System#nanoTime()}. */
    static long age(byte[] from, int at, long now) {
        return now - Hex.read(from, at + PAIR + NUMBER, TIME) & TIME_MASK;
    }
}
