package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * One value for each account. Stages complete normally when the change is durable, exceptionally with
 * {@link StoreException} when storage fails or holds what the codec does not know; they may complete on any thread. Values
 * read often are answered at once. Reading shows what is durable, and does not wait for changes that are under way.
 *
 * @param <T> an immutable value
 */
public interface Documents<T> {
    /** The value of a bare address. */
    CompletionStage<Optional<T>> get(Jid account);

    /**
     * Changes the value. Changes to one account run one after the other; the function must be pure and quick, for it may run
     * on a storage thread, and more than once. An empty result deletes. A result equal to what was there writes nothing.
     * What the function or the codec throws fails the stage and leaves the value alone.
     *
     * @return the value after the change
     */
    CompletionStage<Optional<T>> update(Jid account, UnaryOperator<Optional<T>> change);
}
