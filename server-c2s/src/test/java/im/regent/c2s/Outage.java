package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Archive;
import im.regent.core.store.Codec;
import im.regent.core.store.Credentials;
import im.regent.core.store.Documents;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stores whose accounts can be taken away and brought back, as by a database that is down for a while. */
final class Outage implements Stores, Accounts {
    private final Stores stores = new MemoryStores(Runnable::run);
    private boolean isDown;

    void begins() {
        isDown = true;
    }

    void ends() {
        isDown = false;
    }

    private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> answer) {
        return isDown ? CompletableFuture.failedFuture(new StoreException("the database is down")) : answer.get();
    }

    @Override
    public Accounts accounts() {
        return this;
    }

    @Override
    public <T> Documents<T> documents(String name, Codec<T> codec) {
        return stores.documents(name, codec);
    }

    @Override
    public <T> Maps<T> maps(String name, Codec<T> codec) {
        return stores.maps(name, codec);
    }

    @Override
    public <T> Journal<T> journal(String name, Codec<T> codec) {
        return stores.journal(name, codec);
    }

    @Override
    public <T> Archive<T> archive(String name, Codec<T> codec) {
        return stores.archive(name, codec);
    }

    @Override
    public CompletionStage<Boolean> exists(Jid account) {
        return answer(() -> stores.accounts().exists(account));
    }

    @Override
    public CompletionStage<Optional<Credentials>> credentials(Jid account) {
        return answer(() -> stores.accounts().credentials(account));
    }

    @Override
    public CompletionStage<Boolean> create(Jid account, Credentials credentials) {
        return answer(() -> stores.accounts().create(account, credentials));
    }

    @Override
    public CompletionStage<Boolean> update(Jid account, UnaryOperator<Credentials> change) {
        return answer(() -> stores.accounts().update(account, change));
    }

    @Override
    public CompletionStage<Boolean> delete(Jid account) {
        return answer(() -> stores.accounts().delete(account));
    }

    @Override
    public CompletionStage<List<Jid>> list(String domain, String after, int limit) {
        return answer(() -> stores.accounts().list(domain, after, limit));
    }
}
