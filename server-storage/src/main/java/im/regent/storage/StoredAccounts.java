package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.store.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Accounts in the tables {@code account} and {@code credential}. Whether there is an account is held in memory, absence like
 * presence; credentials are read from the tables each time.
 */
final class StoredAccounts implements Accounts {
    private static final List<Sql> DELETE_BELONGINGS =
            List.of(Sql.DELETE_ARCHIVES, Sql.DELETE_JOURNALS, Sql.DELETE_ENTRIES, Sql.DELETE_DOCUMENTS);

    private final Machinery machinery;
    private final Supplier<Collection<AccountOwned>> stores;
    private final Cells<Optional<Credentials>> cells;

    /** @param stores those that are open */
    StoredAccounts(Machinery machinery, Supplier<Collection<AccountOwned>> stores) {
        this.machinery = machinery;
        this.stores = stores;
        this.cells = new Cells<>(machinery, this::load);
    }

    @Override
    public CompletionStage<Boolean> exists(Jid account) {
        return cells.get(account, Optional::isPresent);
    }

    @Override
    public CompletionStage<Optional<Credentials>> credentials(Jid account) {
        Stores.checkedOwner(account);
        // Not from memory: there are only accounts in use, and a quick answer to a login would say that this is one.
        return machinery.reads().read(() -> load(account).value());
    }

    @Override
    public CompletionStage<Boolean> create(Jid account, Credentials credentials) {
        return cells.change(account, claim -> {
            if (claim.before().value().isPresent()) {
                return Outcome.nothing(false);
            }
            // What came behind the deletion of an account of that name is not its successor's.
            List<Row> rows = belongings(account);
            rows.add(Row.of(
                    Sql.INSERT_ACCOUNT,
                    account.toString(),
                    account.domain(),
                    account.local(),
                    credentials.isDisabled(),
                    credentials.isExpired()));
            addKeys(rows, account, credentials);
            return new Outcome<>(true, held(credentials), rows, claims(account), count -> {});
        });
    }

    /** Deletes what belongs to the account. */
    private static List<Row> belongings(Jid account) {
        List<Row> rows = new ArrayList<>();
        DELETE_BELONGINGS.forEach(sql -> rows.add(Row.of(sql, account.toString())));
        return rows;
    }

    private List<Claim<?>> claims(Jid account) {
        List<Claim<?>> claims = new ArrayList<>();
        stores.get().forEach(store -> claims.add(store.claimDeleted(account)));
        return claims;
    }

    @Override
    public CompletionStage<Boolean> update(Jid account, UnaryOperator<Credentials> change) {
        return cells.change(account, claim -> {
            Optional<Credentials> before = claim.before().value();
            if (before.isEmpty()) {
                return Outcome.nothing(false);
            }
            Credentials credentials = change.apply(before.get());
            List<Row> rows = new ArrayList<>();
            rows.add(Row.of(Sql.UPDATE_ACCOUNT, credentials.isDisabled(), credentials.isExpired(), account.toString()));
            rows.add(Row.of(Sql.DELETE_CREDENTIALS, account.toString()));
            addKeys(rows, account, credentials);
            return Outcome.of(true, held(credentials), rows);
        });
    }

    private static void addKeys(List<Row> rows, Jid account, Credentials credentials) {
        int place = 0;
        for (ScramKeys keys : credentials.keys()) {
            rows.add(Row.of(
                    Sql.INSERT_CREDENTIAL,
                    account.toString(),
                    keys.hash(),
                    place++,
                    keys.iterations(),
                    keys.salt(),
                    keys.storedKey(),
                    keys.serverKey()));
        }
    }

    @Override
    public CompletionStage<Boolean> delete(Jid account) {
        return cells.change(account, claim -> {
            if (claim.before().value().isEmpty()) {
                return Outcome.nothing(false);
            }
            List<Row> rows = belongings(account);
            rows.add(Row.of(Sql.DELETE_CREDENTIALS, account.toString()));
            rows.add(Row.of(Sql.DELETE_ACCOUNT, account.toString()));
            return new Outcome<>(true, new Held<>(Optional.empty(), 0), rows, claims(account), count -> {});
        });
    }

    @Override
    public CompletionStage<List<Jid>> list(String domain, String after, int limit) {
        return machinery
                .reads()
                .read(() -> machinery
                        .database()
                        .read(handle -> handle.createQuery(
                                        "SELECT account FROM account WHERE domainpart = ? AND localpart > ?"
                                                + " ORDER BY localpart LIMIT ?")
                                .bind(0, domain)
                                .bind(1, after)
                                .bind(2, limit)
                                .map((row, context) -> Jid.valueOf(row.getString(1)))
                                .list()));
    }

    private Held<Optional<Credentials>> load(Jid account) {
        return machinery.database().read(handle -> {
            Optional<Credentials> state = handle.createQuery(
                            "SELECT disabled, password_expired FROM account WHERE account = ?")
                    .bind(0, account.toString())
                    .map((row, context) -> new Credentials(List.of(), row.getBoolean(1), row.getBoolean(2)))
                    .findOne();
            // After the state: an old password must not meet the state that a new one made. And for nobody too, so that
            // the work is the same.
            List<ScramKeys> keys = loadKeys(handle, account);
            return state.map(known -> held(new Credentials(keys, known.isDisabled(), known.isExpired())))
                    .orElseGet(() -> new Held<>(Optional.empty(), 0));
        });
    }

    private static List<ScramKeys> loadKeys(Handle handle, Jid account) {
        return handle.createQuery("SELECT hash, salt, iterations, stored_key, server_key FROM credential"
                        + " WHERE account = ? ORDER BY place")
                .bind(0, account.toString())
                .map((row, context) -> new ScramKeys(
                        row.getString(1), row.getBytes(2), row.getInt(3), row.getBytes(4), row.getBytes(5)))
                .list();
    }

    private static Held<Optional<Credentials>> held(Credentials credentials) {
        return new Held<>(Optional.of(credentials), 300 * credentials.keys().size());
    }
}
