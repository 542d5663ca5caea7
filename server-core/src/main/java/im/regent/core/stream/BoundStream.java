package im.regent.core.stream;

import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where the stanzas of a stream go once a resource is bound. Belongs to the stream's loop. */
public interface BoundStream {
    /** Takes a first-level element; the stage tells when the next may come. */
    CompletionStage<Void> received(Element element) throws StreamException;

    /** The peer sent its closing tag; {@link #end} follows. */
    void closed();

    /**
     * The connection is gone.
     *
     * @param error with which we ended the stream, if we did
     */
    void end(Optional<StreamError> error);
}
