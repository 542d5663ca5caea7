package im.regent.c2s.binding;

import im.regent.core.routing.ClientSession;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletionStage;

/** What happens while a session begins; on its loop. The client sends nothing meanwhile. */
public interface Seating {
    /**
     * The session is in the table, so others can send to it from now on. Called in the same turn of the loop.
     *
     * @return when its client can be told
     */
    default CompletionStage<Void> opening(ClientSession session) {
        return Stages.done();
    }

    /** The connection is about to become the session's, and may be gone already: whoever keeps the session has to be there now. */
    default void enable(ClientSession session) {}

    /** Tells the client; in the same turn as {@link #enable}. */
    void told(ClientSession session);

    /** Instead of these two, if the session was ended while it opened. */
    default void abandoned(ClientSession session) {}
}
