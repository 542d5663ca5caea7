package im.regent.core.stream;

import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The logic of one stream. Called on {@link StreamTransport#loop()} only, one call at a time. */
public interface StreamHandler {
    /** The peer sent its opening tag: the first, or one after a restart. */
    void opened(StreamHeader header) throws StreamException;

    /**
     * The peer sent a first-level element.
     *
     * @return when the next element may come. Until then the transport parks the stream: it hands over nothing more and
     *     stops reading. Completed stages cost nothing.
     */
    CompletionStage<Void> received(Element element) throws StreamException;

    /** The peer sent its closing tag. The transport answers it and closes; {@link #disconnected} follows. */
    default void closed() {}

    /**
     * The connection is gone, for whatever reason; called exactly once and last.
     *
     * @param error the stream error that ended the stream, sent by us; empty if it ended otherwise
     */
    void disconnected(Optional<StreamError> error);
}
