package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Archive;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores in memory whose journals take nothing, and give nothing back, while they are broken. */
final class BrokenShelf implements Stores {
    private final Stores stores = new MemoryStores(Runnable::run);
    private boolean isBroken;

    void broken(boolean isNow) {
        isBroken = isNow;
    }

    @Override
    public Accounts accounts() {
        return stores.accounts();
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
    public <T> Archive<T> archive(String name, Codec<T> codec) {
        return stores.archive(name, codec);
    }

    @Override
    public <T> Journal<T> journal(String name, Codec<T> codec) {
        return new Fragile<>(stores.journal(name, codec));
    }

    private final class Fragile<T> implements Journal<T> {
        private final Journal<T> whole;

        Fragile(Journal<T> whole) {
            this.whole = whole;
        }

        private <R> CompletionStage<R> unlessBroken(CompletionStage<R> answer) {
            return isBroken ? CompletableFuture.failedStage(new StoreException("the disk is full")) : answer;
        }

        @Override
        public CompletionStage<OptionalLong> append(Jid account, T value, int maxEntries, long maxSize) {
            return unlessBroken(whole.append(account, value, isBroken ? 0 : maxEntries, maxSize));
        }

        @Override
        public CompletionStage<List<Entry<T>>> read(Jid account, long after, int limit) {
            return unlessBroken(whole.read(account, after, limit));
        }

        @Override
        public CompletionStage<Void> delete(Jid account, Collection<Long> ids) {
            return unlessBroken(whole.delete(account, isBroken ? List.of() : ids));
        }

        @Override
        public CompletionStage<Integer> count(Jid account) {
            return whole.count(account);
        }
    }
}
