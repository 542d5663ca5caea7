package im.regent.c2s.sasl2;

import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Something that clients can ask for together with their login. Shared by all streams; called on the stream's loop. */
public interface InlineFeature {
    /** When it is done, which is always the same, whatever the order in the request. */
    enum Stage {
        /** What only adds to the answer. */
        TOKEN,
        /** Goes on with a session. */
        RESUME,
        /** Begins a session, unless one goes on (XEP-0386, XEP-0198). */
        BIND
    }

    /** When it is done. */
    Stage stage();

    /** What stands in {@code <inline/>}; empty where it cannot be asked for. */
    Optional<Element> offer(NegotiatedStream stream);

    /**
     * The client is authenticated: does what it has asked for, if it has, and adds the result to the answer.
     *
     * @return when the next feature may go on
     */
    CompletionStage<Void> apply(Authentication authentication) throws StreamException;
}
