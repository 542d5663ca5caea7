package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Lets whoever stored a message that somebody is about to take wait until it is taken: its sender may go on with a stanza for
 * the full address, which passes by the store and must not overtake (RFC 6120 §10.1: "treating stanzas addressed to the bare
 * JID and the full JID of the intended recipient as equivalent for delivery purposes"). Safe for every thread; bounded by the
 * streams, of which each waits for its own message. Nobody waits for a client that does not take what it is sent.
 */
final class Handovers {
    private final ConcurrentHashMap<Jid, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /** Complete with the next {@link #over}, or now if nobody takes anything; asked when the waiting is known to others. */
    CompletionStage<Void> next(Jid account, BooleanSupplier isNobodyTaking) {
        CompletableFuture<Void> next = waiting.computeIfAbsent(account, jid -> new CompletableFuture<>());
        if (isNobodyTaking.getAsBoolean()) {
            over(account);
            return Stages.done();
        }
        return next;
    }

    /** A session has taken what there was, or takes no more. */
    void over(Jid account) {
        CompletableFuture<Void> next = waiting.remove(account);
        if (next != null) {
            next.complete(null);
        }
    }

    int size() {
        return waiting.size();
    }
}
