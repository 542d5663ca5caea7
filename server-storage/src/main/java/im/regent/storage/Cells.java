package im.regent.storage;

import com.github.benmanes.caffeine.cache.Cache;
import im.regent.core.jid.Jid;
import im.regent.core.store.Stores;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one store, one for each account, between callers, memory and disk.
 *
 * <p>Three places hold a value. <b>The table</b> has what is durable. <b>The cache</b> has the same, as far as there is room:
 * readers see nothing else. <b>A cell</b> (see {@link Cell}) has what the next change starts from while earlier changes are
 * still being written, so a thousand changes to one account need not wait for a thousand commits.
 *
 * <p>A value enters the cache in two ways: loaded from the table, and put by the writer after a commit. A load happens inside
 * the cache's own lock for the key, and the put waits for it: so an old value that is being read can never replace a newer one
 * that was just committed. Safe for every thread.
 */
final class Cells<V> {
    /** One cache serves all stores, so that there is one bound. */
    record Key(Cells<?> cells, Jid account) {}

    private final Machinery machinery;
    private final Function<Jid, Held<V>> loader;
    private final Map<Jid, Cell<V>> open = new ConcurrentHashMap<>();

    Cells(Machinery machinery, Function<Jid, Held<V>> loader) {
        this.machinery = machinery;
        this.loader = loader;
    }

    /** What is durable, or what the view makes of it; at once if it is in memory. */
    <R> CompletionStage<R> get(Jid account, Function<V, R> view) {
        Held<V> held = typed(cache().getIfPresent(new Key(this, Stores.checkedOwner(account))));
        if (held != null) {
            return CompletableFuture.completedFuture(view.apply(held.value()));
        }
        return machinery.reads().read(() -> view.apply(load(account).value()));
    }

    /** Runs a change in the account's lane; the stage completes when its rows are durable, in the order of the calls. */
    <R> CompletionStage<R> change(Jid account, Function<Claim<V>, Outcome<V, R>> work) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        machinery.lanes().run(Stores.checkedOwner(account), () -> run(claim(account), work, stage), stage);
        return stage;
    }

    private <R> void run(Claim<V> claim, Function<Claim<V>, Outcome<V, R>> work, CompletableFuture<R> stage) {
        Outcome<V, R> outcome;
        try {
            outcome = work.apply(claim);
        } catch (Throwable e) { // whatever a change function throws belongs to its caller
            claim.release();
            machinery.writers().answer(claim.account(), () -> stage.completeExceptionally(e));
            return;
        }
        if (outcome.rows().isEmpty() && claim.isAlone()) {
            claim.release();
            machinery.writers().answer(claim.account(), () -> stage.complete(outcome.result()));
            return;
        }
        if (outcome.after() != null) {
            claim.become(outcome.after());
        }
        machinery.writers().add(Mutation.of(claim, outcome, stage));
    }

    /** The lane's hold on the newest value. Only in the account's lane. */
    Claim<V> claim(Jid account) {
        Cell<V> cell = open.compute(account, (jid, known) -> {
            Cell<V> claimed = known == null || known.isBroken ? new Cell<>() : known;
            claimed.underWay++;
            return claimed;
        });
        return new Claim<>(this, account, cell);
    }

    void release(Jid account, Cell<V> cell) {
        open.compute(account, (jid, known) -> {
            cell.underWay--;
            return known == cell && cell.underWay == 0 ? null : known;
        });
    }

    Held<V> load(Jid account) {
        Held<V> held = typed(cache().get(new Key(this, account), key -> loader.apply(account)));
        if (held == null) {
            throw new IllegalStateException("a loader answers");
        }
        return held;
    }

    void put(Jid account, Held<V> durable) {
        cache().put(new Key(this, account), durable);
    }

    void forget(Jid account) {
        cache().invalidate(new Key(this, account));
    }

    private Cache<Key, Held<?>> cache() {
        return machinery.cache();
    }

    @SuppressWarnings("unchecked") // under a key with these cells, only these cells put values
    private @Nullable Held<V> typed(@Nullable Held<?> held) {
        return (Held<V>) held;
    }
}
