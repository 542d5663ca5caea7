package im.regent.bench.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the messages in what a receiver reads, and the stamp in each.
 *
 * <p>The search is Horspool's for {@code </message>}: after a byte that is not in the pattern it skips ten, so it looks
 * at about one byte in eight. Neither text nor an attribute's value can hold a literal {@code <}, so each hit is an end
 * tag. Whatever else arrives (presence, requests) lies between two hits and is skipped with them.
 *
 * <p>Bytes that belong to no whole message stay in the buffer for the next read, and the search goes on where it
 * stopped, so it does not matter where a read ends.
 */
final class MessageScanner {
    private static final byte[] END = "</message>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY_END = "</body>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SKIP = skips();

    private static final int EXCERPT = 500;

    /** Takes what the scanner finds. */
    interface Sink {
        /** A message whose stamp begins at {@code stampAt} in {@code bytes}, or that has none: {@code -1}. */
        void message(byte[] bytes, int stampAt);
    }

    private final byte[] bytes;
    private final ByteBuffer buffer;
    /** Where the last byte of the next possible hit is. */
    private int probe = END.length - 1;

    MessageScanner(int capacity) {
        bytes = new byte[capacity];
        buffer = ByteBuffer.wrap(bytes);
    }

    private static byte[] skips() {
        byte[] skips = new byte[256];
        Arrays.fill(skips, (byte) END.length);
        for (int i = 0; i < END.length - 1; i++) {
            skips[END[i]] = (byte) (END.length - 1 - i);
        }
        return skips;
    }

    /** To be read into; never full. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Searches what was read since the last call. */
    void scan(Sink sink) {
        int filled = buffer.position();
        int begin = 0;
        int at = probe;
        while (at < filled) {
            byte last = bytes[at];
            if (last == '>' && isEnd(at)) {
                sink.message(bytes, stamp(begin, at + 1 - END.length));
                begin = at + 1;
                at += END.length;
            } else {
                at += SKIP[last & 0xff];
            }
        }
        keepFrom(begin, filled);
        probe = at - (filled - buffer.position());
    }

    private boolean isEnd(int at) {
        return Arrays.equals(bytes, at + 1 - END.length, at, END, 0, END.length - 1);
    }

    /** Moves what is not used up to the front; of something longer than the buffer, only its last half is kept. */
    private void keepFrom(int begin, int filled) {
        int from = filled - begin < bytes.length ? begin : filled - bytes.length / 2;
        System.arraycopy(bytes, from, bytes, 0, filled - from);
        buffer.position(filled - from);
    }

    /** Where the stamp of the message that ends at {@code end} begins; servers may add elements behind the body. */
    private int stamp(int begin, int end) {
        for (int at = end - BODY_END.length; at - Stamp.BYTES >= begin; at--) {
            if (bytes[at] == '<' && Arrays.equals(bytes, at, at + BODY_END.length, BODY_END, 0, BODY_END.length)) {
                return at - Stamp.BYTES;
            }
        }
        return -1;
    }

    /** For a person: some of what is in the buffer around {@code at}. */
    String excerpt(int at) {
        int from = Math.max(0, at - EXCERPT);
        int to = Math.min(buffer.position(), at + EXCERPT);
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
