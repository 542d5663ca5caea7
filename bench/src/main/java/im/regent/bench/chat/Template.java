package im.regent.bench.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Prepared messages of one sender, side by side in one direct buffer, so that any number of them up to its capacity is
 * one write. Only the id and the stamp change from one to the next.
 */
final class Template {
    private static final String ID = "00000000";
    private static final int MAX_COPIES = 256;

    private final int pair;
    private final ByteBuffer copies;
    private final int length;
    private final int idAt;
    private final int stampAt;

    /**
     * Prepares messages.
     *
     * @param bodyBytes how long the body is; at least {@value Stamp#BYTES}
     * @param window how many may be asked for at once, at most
     */
    Template(int pair, Envelope envelope, int bodyBytes, int window) {
        this.pair = pair;
        String head = envelope.head();
        String middle =
                "'><body>" + "All work and no play. ".repeat(bodyBytes / 22 + 1).substring(0, bodyBytes - Stamp.BYTES);
        String message = head + ID + middle + "x".repeat(Stamp.BYTES) + "</body></message>" + envelope.tail();
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
        idAt = head.getBytes(StandardCharsets.UTF_8).length;
        stampAt = idAt + ID.length() + middle.length();
        int count = Math.min(window, MAX_COPIES);
        copies = ByteBuffer.allocateDirect(length * count);
        for (int i = 0; i < count; i++) {
            copies.put(bytes);
        }
        copies.flip();
    }

    /** How many messages {@link #number} can prepare at once. */
    int capacity() {
        return copies.capacity() / length;
    }

    /** The size of one message in bytes. */
    int messageBytes() {
        return length;
    }

    /** {@code count} messages numbered from {@code first}; the buffer is to be written out before the next call. */
    ByteBuffer number(int count, long first, long nanos) {
        copies.clear().limit(count * length);
        for (int i = 0; i < count; i++) {
            int at = i * length;
            Stamp.writeNumber(copies, at + idAt, first + i);
            Stamp.write(copies, at + stampAt, pair, first + i, nanos);
        }
        return copies;
    }
}
