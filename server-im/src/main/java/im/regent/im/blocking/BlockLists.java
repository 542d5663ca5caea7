package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.core.store.Accounts;
import im.regent.core.store.Maps;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.roster.RosterBook;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The block lists of this server, in storage and in memory.
 *
 * <p>The problem: every stanza asks for a list, and must not wait for storage on its way: a presence that waited could be
 * overtaken by a newer one that another stream brings. The idea: the list of an account with sessions is held here, from the
 * moment a session of it first needs it until contacts have heard of the end of its last one. Lists are read into memory and
 * changed only in steps of the account, one after the other, so what is held is what is stored. Whatever is not held is read
 * from storage, which is as right and only slower; therefore to forget a list is always safe. Bounded by the sessions. Safe for
 * every thread.
 */
final class BlockLists {
    private final Maps<Element> store;
    private final Accounts accounts;
    private final Sessions sessions;
    private final RosterBook book;
    private final int maxItems;
    private final ConcurrentHashMap<Jid, BlockList> held = new ConcurrentHashMap<>();

    BlockLists(Maps<Element> store, Accounts accounts, Sessions sessions, RosterBook book, int maxItems) {
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.book = book;
        this.maxItems = maxItems;
    }

    /** The list of an account if it is in memory. */
    Optional<BlockList> known(Jid account) {
        return Optional.ofNullable(held.get(account));
    }

    /** The list of a bare address; empty for a stranger. */
    CompletionStage<BlockList> of(Jid account) {
        BlockList known = held.get(account);
        return known != null ? CompletableFuture.completedStage(known) : read(account);
    }

    private CompletionStage<BlockList> read(Jid account) {
        return store.get(account).thenApply(rows -> new BlockList(account, rows));
    }

    /** As {@link #of}, and holds it as long as the account has sessions; a step of the account. */
    CompletionStage<BlockList> hold(Jid account, Executor loop) {
        return book.inOrder(account, loop, () -> read(account).thenApply(this::held));
    }

    /** In a step of the account, with the list as it is stored. */
    private BlockList held(BlockList list) {
        held.put(list.owner(), list);
        forgetIfGone(list.owner());
        return list;
    }

    /** Behind the step in which contacts hear of the session's end: what they hear still goes by the list. */
    void ended(Session session) {
        Jid account = session.jid().bare();
        book.inOrder(account, session.loop(), () -> {
            forgetIfGone(account);
            return Stages.done();
        });
    }

    private void forgetIfGone(Jid account) {
        if (sessions.of(account).isEmpty()) {
            held.remove(account);
        }
    }

    /** Changes a list if there is such an account; to be called in a step of the account. */
    CompletionStage<BlockEdit> edit(Jid account, UnaryOperator<BlockList> change) {
        return accounts.exists(account)
                .thenCompose(exists ->
                        exists ? update(account, change) : CompletableFuture.completedStage(noAccount(account)));
    }

    private CompletionStage<BlockEdit> update(Jid account, UnaryOperator<BlockList> change) {
        // The function may run more than once; its last run is the one that is stored.
        AtomicReference<BlockEdit> last = new AtomicReference<>(noAccount(account));
        return store.update(account, rows -> {
                    BlockEdit edit = decide(new BlockList(account, rows), change);
                    last.set(edit);
                    return edit.after().rows();
                })
                .thenApply(rows -> Objects.requireNonNull(last.get()).stored(held(new BlockList(account, rows))))
                .whenComplete((edit, failure) -> {
                    if (failure != null) {
                        // Whether it is stored is not known: the next look goes to storage.
                        held.remove(account);
                    }
                });
    }

    private static BlockEdit noAccount(Jid account) {
        return BlockEdit.refused(BlockEdit.Outcome.NO_ACCOUNT, new BlockList(account, Map.of()));
    }

    private BlockEdit decide(BlockList before, UnaryOperator<BlockList> change) {
        BlockList after = change.apply(before);
        boolean isFull = after.size() > maxItems && after.size() > before.size();
        return isFull
                ? BlockEdit.refused(BlockEdit.Outcome.NO_ROOM, before)
                : new BlockEdit(BlockEdit.Outcome.DONE, before, after);
    }

    /** How many lists are held. */
    int size() {
        return held.size();
    }
}
