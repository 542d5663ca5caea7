package im.regent.core.session;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Stanza;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Who a stanza really comes from: a session, a component, the server itself, or somebody who acts for an account. What an
 * entity may do is decided by its origin, never by a stanza's {@code from} alone. Implementations are safe for every
 * thread.
 */
public interface Origin {
    /** The authenticated address; a stanza of this origin may come from it. */
    Jid jid();

    /**
     * Who is behind what this origin sends: itself, or the entity that has it act for an account. For rules that ask who caused a
     * stanza; what the stanza may do is that of {@link #jid}.
     */
    default Jid behind() {
        return jid();
    }

    /** The loop on which this origin's stanzas are handled. */
    Executor loop();

    /** Takes the answer to something that this origin sent: a result, or an error. Never blocks. */
    void reply(Stanza answer);

    /**
     * What this origin sent last is not safe before the stage is complete: it is not confirmed before (XEP-0198), while
     * everything else goes on. For a hook or handler, while it has that stanza.
     */
    default void confirmAfter(CompletionStage<?> durable) {}

    /** Whether this origin is the account, or one of its sessions, or acts for it. */
    default boolean isAccount(Jid bare) {
        return jid().hasLocal() && jid().bare().equals(bare);
    }
}
