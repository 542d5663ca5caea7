package im.regent.bench.stream;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Reads a stream element by element from a wire in blocking mode: for log-ins only. */
final class ElementReader {
    private final Elements elements = new Elements();
    private final Wire wire;

    ElementReader(Wire wire) {
        this.wire = wire;
    }

    /** The server begins a new stream next, over the same wire. */
    void restart() {
        elements.restart();
    }

    /** Whether bytes are left that belong to no element read so far. */
    boolean hasMore() {
        return elements.hasMore();
    }

    /**
     * The next first-level element; stream headers are skipped.
     *
     * @throws IOException when the stream ended, was closed, or ended with a stream error
     */
    String next() throws IOException {
        for (; ; ) {
            Optional<String> element = elements.next();
            if (element.isPresent()) {
                return element.get();
            }
            fill();
        }
    }

    /**
     * The header of the server's stream, before any element is read.
     *
     * @throws IOException when the server sends something else, or nothing more
     */
    String header() throws IOException {
        while (elements.header().isEmpty()) {
            Optional<String> element = elements.next();
            if (element.isPresent()) {
                throw new IOException("expected a stream header, got " + element.get());
            }
            if (elements.header().isEmpty()) {
                fill();
            }
        }
        return elements.header();
    }

    /** What came after the last element, for whoever reads on; the reader is not to be used any more. */
    Elements rest() {
        elements.trim();
        return elements;
    }

    private void fill() throws IOException {
        if (elements.readFrom(wire) < 0) {
            throw new EOFException("the server closed the connection");
        }
    }
}
