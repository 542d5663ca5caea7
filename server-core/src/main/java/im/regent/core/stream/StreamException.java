package im.regent.core.stream;

/** The peer broke the stream: carries the stream error to send before the stream is closed (RFC 6120 §4.9.1.1). */
public final class StreamException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamError error;

    /** An exception that ends the stream with this error. */
    public StreamException(StreamError error) {
        super(error.condition().element() + ": " + error.text(), null, false, false);
        this.error = error;
    }

    /** A shorthand. */
    public StreamException(StreamCondition condition, String text) {
        this(StreamError.of(condition, text));
    }

    /** What the peer is told. */
    public StreamError error() {
        return error;
    }
}
