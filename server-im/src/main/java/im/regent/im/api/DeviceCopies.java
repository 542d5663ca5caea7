package im.regent.im.api;

import im.regent.core.stanza.Message;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session whose client gets copies of what the account's other devices get (XEP-0280): who delivers a message a
 * second time must not give it to such a session again. Written by one thread at a time, read by all.
 */
public final class DeviceCopies {
    private final Predicate<Message> isCopied;
    private volatile @Nullable Instant since;

    /** @param isCopied whether copies are made of a message that an account is given */
    public DeviceCopies(Predicate<Message> isCopied) {
        this.isCopied = isCopied;
    }

    /** Whether the client gets copies. */
    public boolean isEnabled() {
        return since != null;
    }

    /** Whether the client was sent a copy of a message that another device was given then. */
    public boolean hadCopy(Message message, Instant at) {
        Instant beginning = since;
        return beginning != null && !beginning.isAfter(at) && isCopied.test(message);
    }

    /** For the feature that makes the copies: from now on. */
    public void enable(Instant now) {
        if (since == null) {
            since = now;
        }
    }

    /** For the feature that makes the copies. */
    public void disable() {
        since = null;
    }
}
