package im.regent.im.push;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The nodes that accounts have enabled; they survive restarts, and go with their account. Safe for every thread. */
final class PushNodes {
    /** How an attempt to enable one ended. */
    enum Outcome {
        DONE,
        NO_ACCOUNT,
        TOO_MANY
    }

    private final Accounts accounts;
    private final Maps<PushNode> store;
    private final int max;

    PushNodes(Stores stores, int max) {
        this.accounts = stores.accounts();
        this.store = stores.maps("push", PushNode.codec());
        this.max = max;
    }

    CompletionStage<List<PushNode>> of(Jid account) {
        return store.get(account).thenApply(nodes -> List.copyOf(nodes.values()));
    }

    /** §5: of the same node "the server SHOULD use the last received request for any publish options". */
    CompletionStage<Outcome> enable(Jid account, PushNode node) {
        return accounts.exists(account)
                .thenCompose(
                        exists -> exists ? put(account, node) : CompletableFuture.completedStage(Outcome.NO_ACCOUNT));
    }

    private CompletionStage<Outcome> put(Jid account, PushNode node) {
        // The function may run more than once; its last run is the one that is stored.
        AtomicBoolean hasRoom = new AtomicBoolean();
        return store.update(account, before -> {
                    hasRoom.set(before.size() < max || before.containsKey(node.key()));
                    return hasRoom.get()
                            ? changed(before, after -> {
                                after.put(node.key(), node);
                                return after;
                            })
                            : before;
                })
                .thenApply(stored -> hasRoom.get() ? Outcome.DONE : Outcome.TOO_MANY);
    }

    /** Forgets these. */
    CompletionStage<Void> disable(Jid account, Predicate<PushNode> which) {
        return update(account, after -> {
            after.values().removeIf(which);
            return after;
        });
    }

    /** Forgets this very node, unless it was enabled anew meanwhile. */
    CompletionStage<Void> drop(Jid account, PushNode node) {
        return update(account, after -> {
            after.remove(node.key(), node);
            return after;
        });
    }

    private CompletionStage<Void> update(Jid account, UnaryOperator<Map<String, PushNode>> change) {
        return store.update(account, before -> changed(before, change)).thenAccept(stored -> {});
    }

    private static Map<String, PushNode> changed(
            Map<String, PushNode> before, UnaryOperator<Map<String, PushNode>> change) {
        return change.apply(new HashMap<>(before));
    }
}
