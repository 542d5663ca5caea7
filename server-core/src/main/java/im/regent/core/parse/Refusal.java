package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import java.io.Serial;
import javax.xml.stream.XMLStreamException;

/** Something that the parser would let through, refused from within it. */
final class Refusal extends XMLStreamException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final StreamCondition condition;
    private final String text;

    Refusal(StreamCondition condition, String text) {
        super(text);
        this.condition = condition;
        this.text = text;
    }

    String text() {
        return text;
    }

    StreamCondition condition() {
        return condition;
    }

    // Peers decide when this is thrown: a stack trace would be a gift to them.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
        return this;
    }
}
