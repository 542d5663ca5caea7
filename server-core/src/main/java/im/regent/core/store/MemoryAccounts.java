package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** The accounts of {@link MemoryStores}. */
record MemoryAccounts(MemoryTables tables, MemoryLanes lanes) implements Accounts {
    @Override
    public CompletionStage<Boolean> exists(Jid account) {
        return lanes.read(account, () -> tables.accounts.containsKey(account));
    }

    @Override
    public CompletionStage<Optional<Credentials>> credentials(Jid account) {
        return lanes.read(account, () -> Optional.ofNullable(tables.accounts.get(account)));
    }

    @Override
    public CompletionStage<Boolean> create(Jid account, Credentials credentials) {
        return lanes.change(account, () -> {
            if (tables.accounts.containsKey(account)) {
                return false;
            }
            // What came behind the deletion of an account of that name is not its successor's.
            tables.deleteRows(account);
            tables.accounts.put(account, credentials);
            return true;
        });
    }

    @Override
    public CompletionStage<Boolean> update(Jid account, UnaryOperator<Credentials> change) {
        return lanes.change(
                account,
                () -> tables.accounts.computeIfPresent(account, (jid, before) -> change.apply(before)) != null);
    }

    @Override
    public CompletionStage<Boolean> delete(Jid account) {
        return lanes.change(account, () -> {
            if (!tables.accounts.containsKey(account)) {
                return false;
            }
            tables.deleteRows(account);
            return true;
        });
    }

    @Override
    public CompletionStage<List<Jid>> list(String domain, String after, int limit) {
        return lanes.read(() -> tables.accounts.keySet().stream()
                .filter(jid -> jid.domain().equals(domain) && jid.local().compareTo(after) > 0)
                .sorted(Comparator.comparing(Jid::local))
                .limit(limit)
                .toList());
    }
}
