package im.regent.bench.chat;

import im.regent.bench.stream.Wire;
import java.io.EOFException;
import java.io.IOException;

/** Reads a connection and finds the messages in it. */
final class Arrivals {
    private final Wire wire;
    private final MessageScanner scanner;
    private final MessageScanner.Sink sink;
    private long readAt;

    Arrivals(Wire wire, int bufferBytes, MessageScanner.Sink sink) {
        this.wire = wire;
        this.scanner = new MessageScanner(bufferBytes);
        this.sink = sink;
    }

    /** Reads what is there: once, unless the wire reads ahead. */
    void read() throws IOException {
        int count = readOnce();
        while (count > 0 && wire.isReadAhead()) {
            count = readOnce();
        }
    }

    private int readOnce() throws IOException {
        int count = wire.read(scanner.buffer());
        if (count < 0) {
            throw new EOFException("the server closed it; its last words: '" + scanner.excerpt(0) + "'");
        }
        readAt = System.nanoTime();
        scanner.scan(sink);
        return count;
    }

    /** When the last bytes were read, as {@link System#nanoTime()}. */
    long readAt() {
        return readAt;
    }

    /** For a person: some of what is around {@code at}. */
    String excerpt(int at) {
        return scanner.excerpt(at);
    }
}
