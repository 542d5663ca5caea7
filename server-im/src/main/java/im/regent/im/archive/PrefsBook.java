package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.core.store.Documents;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The preferences of accounts. Those of accounts with sessions are held in memory, so that a message for a client finds them
 * at once: then nothing comes between its place in the archive and its sending. Bounded by the sessions; safe for every
 * thread.
 */
final class PrefsBook {
    private final Documents<Prefs> store;
    private final Sessions sessions;
    private final Prefs byDefault;
    private final ConcurrentHashMap<Jid, Prefs> held = new ConcurrentHashMap<>();

    PrefsBook(Documents<Prefs> store, Sessions sessions, Prefs byDefault) {
        this.store = store;
        this.sessions = sessions;
        this.byDefault = byDefault;
    }

    boolean isHeld(Jid account) {
        return held.containsKey(account);
    }

    CompletionStage<Prefs> of(Jid account) {
        Prefs known = held.get(account);
        return known != null ? CompletableFuture.completedStage(known) : read(account);
    }

    private CompletionStage<Prefs> read(Jid account) {
        return store.get(account).thenApply(stored -> stored.orElse(byDefault));
    }

    /** Reads them into memory, for as long as the account has sessions. */
    CompletionStage<Prefs> hold(Jid account) {
        return read(account).thenApply(prefs -> {
            // What was set meanwhile is newer.
            held.putIfAbsent(account, prefs);
            forgetIfGone(account);
            return prefs;
        });
    }

    CompletionStage<Prefs> set(Jid account, Prefs prefs) {
        return store.update(account, old -> Optional.of(prefs)).thenApply(stored -> {
            held.put(account, prefs);
            forgetIfGone(account);
            return prefs;
        });
    }

    void ended(Session session) {
        forgetIfGone(session.jid().bare());
    }

    private void forgetIfGone(Jid account) {
        if (sessions.of(account).isEmpty()) {
            held.remove(account);
        }
    }

    /** How many are held. */
    int size() {
        return held.size();
    }
}
