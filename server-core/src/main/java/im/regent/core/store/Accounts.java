package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** The accounts of all virtual hosts, by bare address. Same promises as {@link Documents}. */
public interface Accounts {
    /** Whether there is such an account; answered from memory in the usual case. */
    CompletionStage<Boolean> exists(Jid account);

    /**
     * The credentials of an account. The answer takes as long for an account that nobody has as for one that is in use, so that
     * a login does not tell the two apart (RFC 6120 §6.5.10).
     */
    CompletionStage<Optional<Credentials>> credentials(Jid account);

    /**
     * Creates an account; false if it exists. It begins with nothing: what was still on its way to an account of that name when
     * that was deleted, such as a message, is deleted.
     */
    CompletionStage<Boolean> create(Jid account, Credentials credentials);

    /**
     * Changes the credentials; false if there is no such account.
     *
     * @param change gets what the change before left
     */
    CompletionStage<Boolean> update(Jid account, UnaryOperator<Credentials> change);

    /** Deletes an account with everything that any store keeps for it; false if there is no such account. */
    CompletionStage<Boolean> delete(Jid account);

    /** The accounts of a domain, in order of their localparts, from one after {@code after} (empty for the first) on. */
    CompletionStage<List<Jid>> list(String domain, String after, int limit);
}
