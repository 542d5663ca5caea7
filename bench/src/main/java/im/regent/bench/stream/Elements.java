package im.regent.bench.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what a server sends into first-level elements, as text, wherever reads end. For log-ins and for loads that are
 * counted in thousands; one thread at a time uses it.
 */
public final class Elements {
    private static final int FIRST_BYTES = 4096;
    private static final int MAX_BYTES = 1 << 20;

    private final ElementScanner scanner = new ElementScanner();
    private byte[] bytes = new byte[0];
    private int begin;
    private int scanned;
    private int filled;
    private String header = "";

    /**
     * Reads once.
     *
     * @return what {@link Wire#read} says
     * @throws IOException when the connection broke, or an element is too long
     */
    public int readFrom(Wire wire) throws IOException {
        makeRoom();
        int count = wire.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
        filled += Math.max(0, count);
        return count;
    }

    private void makeRoom() throws IOException {
        System.arraycopy(bytes, begin, bytes, 0, filled - begin);
        filled -= begin;
        scanned -= begin;
        begin = 0;
        if (filled == bytes.length) {
            if (filled >= MAX_BYTES) {
                throw new IOException("an element of more than " + MAX_BYTES + " bytes");
            }
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_BYTES, filled * 2));
        }
    }

    /**
     * The next first-level element among what was read, or empty when more has to be read first; stream headers are
     * skipped.
     *
     * @throws IOException when the server closed the stream, or ended it with an error
     */
    public Optional<String> next() throws IOException {
        for (int end = scan(); end >= 0; end = scan()) {
            String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8).strip();
            begin = end;
            scanned = end;
            switch (scanner.unit()) {
                case HEADER -> header = text;
                case ELEMENT -> {
                    return Optional.of(checked(text));
                }
                case CLOSE -> throw new EOFException("the server closed the stream");
            }
        }
        scanned = filled;
        return Optional.empty();
    }

    private int scan() {
        return scanner.scan(bytes, scanned, filled);
    }

    private static String checked(String element) throws IOException {
        if (element.startsWith("<stream:error")) {
            throw new IOException("the server ended the stream: " + element);
        }
        return element;
    }

    /** The last stream header that {@link #next} passed, or an empty text. */
    String header() {
        return header;
    }

    /** The server begins a new stream next, over the same wire. */
    void restart() {
        scanner.restart();
    }

    /** Whether bytes are left that belong to no element read so far. */
    boolean hasMore() {
        return begin < filled;
    }

    /** Gives back the memory that is not in use: some loads hold many thousands of these. */
    void trim() {
        bytes = Arrays.copyOfRange(bytes, begin, filled);
        filled -= begin;
        scanned -= begin;
        begin = 0;
    }
}
