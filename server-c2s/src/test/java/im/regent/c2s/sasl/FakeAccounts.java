package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Accounts in a map; a test may say how they answer. */
final class FakeAccounts implements Accounts {
    private final Map<Jid, Credentials> credentials = new HashMap<>();
    private Supplier<CompletableFuture<Void>> before = () -> CompletableFuture.completedFuture(null);

    void put(String account, Credentials value) {
        credentials.put(Jid.valueOf(account), value);
    }

    void disable(String account) {
        credentials.computeIfPresent(Jid.valueOf(account), (jid, old) -> old.disabled(true));
    }

    void expire(String account) {
        credentials.computeIfPresent(Jid.valueOf(account), (jid, old) -> old.expired());
    }

    /** Every answer waits for, or fails with, what this gives. */
    void answerAfter(Supplier<CompletableFuture<Void>> stage) {
        before = stage;
    }

    @Override
    public CompletionStage<Boolean> exists(Jid account) {
        return credentials(account).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Optional<Credentials>> credentials(Jid account) {
        return before.get().thenApply(ready -> Optional.ofNullable(credentials.get(account)));
    }

    @Override
    public CompletionStage<Boolean> create(Jid account, Credentials value) {
        return before.get().thenApply(ready -> credentials.putIfAbsent(account, value) == null);
    }

    @Override
    public CompletionStage<Boolean> update(Jid account, UnaryOperator<Credentials> change) {
        return before.get()
                .thenApply(ready -> credentials.computeIfPresent(account, (jid, old) -> change.apply(old)) != null);
    }

    @Override
    public CompletionStage<Boolean> delete(Jid account) {
        return before.get().thenApply(ready -> credentials.remove(account) != null);
    }

    @Override
    public CompletionStage<List<Jid>> list(String domain, String after, int limit) {
        return before.get().thenApply(ready -> List.copyOf(credentials.keySet()));
    }
}
