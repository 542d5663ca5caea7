package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Maps;
import im.regent.im.api.RosterChange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The stored rosters. Safe for every thread. */
final class RosterStore {
    /** A pure change of one contact. */
    @FunctionalInterface
    interface Change {
        /** Decides; an outcome other than {@code DONE} leaves the roster as it is. */
        Decision on(Roster roster);
    }

    /**
     * What a change decided.
     *
     * @param isSeen whether the owner's clients hear of it, so that the roster gets a new version
     */
    record Decision(RosterEdit.Outcome outcome, Contact after, boolean isSeen) {}

    private final Maps<RosterRow> maps;
    private final Accounts accounts;
    private final Supplier<String> epochs;
    private final int maxRemovals;

    RosterStore(Maps<RosterRow> maps, Accounts accounts, Supplier<String> epochs, int maxRemovals) {
        this.maps = maps;
        this.accounts = accounts;
        this.epochs = epochs;
        this.maxRemovals = maxRemovals;
    }

    CompletionStage<Roster> get(Jid account) {
        return maps.get(account).thenApply(Roster::new);
    }

    CompletionStage<Boolean> exists(Jid account) {
        return accounts.exists(account);
    }

    /** Changes a contact if the account exists. */
    CompletionStage<RosterEdit> edit(Jid account, Jid contact, Change change) {
        return accounts.exists(account)
                .thenCompose(exists -> exists
                        ? update(account, contact, change)
                        : CompletableFuture.completedStage(RosterEdit.refused(RosterEdit.Outcome.NO_ACCOUNT)));
    }

    private CompletionStage<RosterEdit> update(Jid account, Jid contact, Change change) {
        String epoch = epochs.get();
        // The function may run more than once; its last run is the one that is stored.
        AtomicReference<RosterEdit> last = new AtomicReference<>(RosterEdit.refused(RosterEdit.Outcome.NO_ACCOUNT));
        return maps.update(account, rows -> {
                    Roster before = new Roster(rows);
                    Decision decision = change.on(before);
                    Roster after = apply(before, decision, epoch);
                    last.set(report(account, before.contact(contact), after, decision));
                    return after.rows();
                })
                .thenApply(rows -> last.get());
    }

    private Roster apply(Roster roster, Decision decision, String epoch) {
        if (decision.outcome() != RosterEdit.Outcome.DONE) {
            return roster;
        }
        return decision.isSeen()
                ? roster.with(decision.after(), epoch, maxRemovals)
                : roster.withUnseen(decision.after());
    }

    private static RosterEdit report(Jid account, Contact before, Roster after, Decision decision) {
        if (decision.outcome() != RosterEdit.Outcome.DONE) {
            return RosterEdit.refused(decision.outcome());
        }
        Contact now = decision.after();
        RosterChange change = new RosterChange(
                account, now.isListed() ? now.item() : before.item(), !now.isListed(), after.version());
        return new RosterEdit(
                decision.outcome(),
                before.state(),
                now.state(),
                before.isListed(),
                decision.isSeen() ? List.of(change) : List.of());
    }
}
