package im.regent.core.hook;

import im.regent.core.session.Session;
import im.regent.core.stanza.Stanza;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A stanza that was given to a session and never acknowledged by its client, before the session ended.
 *
 * @param session the session, which has ended
 * @param stanza with both addresses, as it was sent
 * @param at when it was sent
 * @param owes told when the stanza is safe elsewhere, by whoever takes it: until then it may be kept where it was
 */
public record Undelivered(Session session, Stanza stanza, Instant at, Consumer<CompletionStage<?>> owes) {
    /** A stanza that is kept nowhere else. */
    public Undelivered(Session session, Stanza stanza, Instant at) {
        this(session, stanza, at, durable -> {});
    }
}
