package im.regent.im.moved;

import im.regent.core.jid.Jid;
import im.regent.core.store.Documents;
import im.regent.core.store.Stores;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which accounts have moved, as storage has it; it ends with the account. For administrators, and for the feature. Stages
 * fail as those of {@link Documents} do. Safe for every thread.
 */
public final class MovedAccounts {
    private final Documents<Move> documents;

    /** In these stores. */
    public MovedAccounts(Stores stores) {
        documents = stores.documents("moved", new MoveCodec());
    }

    /** Where the owner of an account has moved, if so; answered from memory in the usual case. */
    public CompletionStage<Optional<Move>> of(Jid account) {
        return documents.get(account);
    }

    /** Records that the owner of an account, which exists, has moved, or that it has not. */
    public CompletionStage<Optional<Move>> record(Jid account, Optional<Move> move) {
        return documents.update(account, before -> move);
    }
}
