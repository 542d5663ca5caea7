package im.regent.bench.stream;

/**
 * Finds where the stream header and each first-level element end, without parsing what is in them.
 *
 * <p>Fed with bytes in pieces of any size; the state between two pieces is kept, so a piece may end anywhere. It is
 * meant for well-formed streams of a server that is to be measured, and does not check them.
 */
final class ElementScanner {
    private enum State {
        TEXT,
        OPENED,
        START_TAG,
        END_TAG,
        DECLARATION
    }

    private State state = State.TEXT;
    private byte quote;
    private byte previous;
    private int depth;

    /** What stood before the place that {@link #scan} found. */
    enum Unit {
        /** The start tag of {@code <stream:stream>}. */
        HEADER,
        /** A whole first-level element. */
        ELEMENT,
        /** The end tag of the stream. */
        CLOSE
    }

    private Unit unit = Unit.HEADER;

    /** What the last {@link #scan} that found a place had found. */
    Unit unit() {
        return unit;
    }

    /**
     * Looks on from where the last call ended.
     *
     * @return the index after a header, element or close, or -1 when {@code to} came first
     */
    int scan(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            boolean ended = step(b);
            previous = b;
            if (ended) {
                return i + 1;
            }
        }
        return -1;
    }

    /** A new stream begins on the same connection. */
    void restart() {
        state = State.TEXT;
        depth = 0;
    }

    private boolean step(byte b) {
        if (quote != 0) {
            if (b == quote) {
                quote = 0;
            }
            return false;
        }
        return switch (state) {
            case TEXT -> {
                state = b == '<' ? State.OPENED : State.TEXT;
                yield false;
            }
            case OPENED -> {
                state = b == '/' ? State.END_TAG : b == '?' || b == '!' ? State.DECLARATION : State.START_TAG;
                yield false;
            }
            case DECLARATION -> {
                state = b == '>' ? State.TEXT : State.DECLARATION;
                yield false;
            }
            case START_TAG -> inStartTag(b);
            case END_TAG -> b == '>' && afterEndTag();
        };
    }

    private boolean inStartTag(byte b) {
        if (b == '\'' || b == '"') {
            quote = b;
        } else if (b == '>') {
            state = State.TEXT;
            if (previous == '/') {
                return found(depth == 1, Unit.ELEMENT);
            }
            depth++;
            return found(depth == 1, Unit.HEADER);
        }
        return false;
    }

    private boolean afterEndTag() {
        state = State.TEXT;
        depth--;
        return found(depth <= 1, depth == 1 ? Unit.ELEMENT : Unit.CLOSE);
    }

    private boolean found(boolean isBoundary, Unit what) {
        if (isBoundary) {
            unit = what;
        }
        return isBoundary;
    }
}
