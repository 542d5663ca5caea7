package im.regent.bench.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a stream element by element, as text, from a wire in blocking mode: for log-ins only. */
final class ElementReader {
    private static final int FIRST_BYTES = 4096;
    private static final int MAX_BYTES = 1 << 20;

    private final ElementScanner scanner = new ElementScanner();
    private final Wire wire;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int scanned;
    private int filled;

    ElementReader(Wire wire) {
        this.wire = wire;
    }

    /** The server begins a new stream next, over the same wire. */
    void restart() {
        scanner.restart();
    }

    /** Whether bytes are left that belong to no element read so far. */
    boolean hasMore() {
        return filled > 0;
    }

    /**
     * The next first-level element; stream headers are skipped.
     *
     * @throws IOException when the stream ended, was closed, or ended with a stream error
     */
    String next() throws IOException {
        for (; ; ) {
            int end = scanner.scan(bytes, scanned, filled);
            if (end < 0) {
                scanned = filled;
                fill();
                continue;
            }
            String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
            System.arraycopy(bytes, end, bytes, 0, filled - end);
            filled -= end;
            scanned = 0;
            if (scanner.unit() == ElementScanner.Unit.CLOSE) {
                throw new EOFException("the server closed the stream");
            }
            if (scanner.unit() == ElementScanner.Unit.ELEMENT) {
                return checked(text.strip());
            }
        }
    }

    private static String checked(String element) throws IOException {
        if (element.startsWith("<stream:error")) {
            throw new IOException("the server ended the stream: " + element);
        }
        return element;
    }

    private void fill() throws IOException {
        if (filled == bytes.length) {
            if (filled >= MAX_BYTES) {
                throw new IOException("an element of more than " + MAX_BYTES + " bytes during log-in");
            }
            bytes = Arrays.copyOf(bytes, filled * 2);
        }
        int count = wire.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += count;
    }
}
