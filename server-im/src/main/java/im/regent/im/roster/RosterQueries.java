package im.regent.im.roster;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers roster gets and sets of the account itself, or of whoever acts for it. Both are steps of the account, so that a
 * result and the pushes around it are in the order of versions; therefore the answer is given in the step.
 */
final class RosterQueries {
    private final LiveRosters rosters;
    private final RosterStore store;
    private final Pushes pushes;
    private final RosterSettings settings;

    RosterQueries(LiveRosters rosters, RosterStore store, Pushes pushes, RosterSettings settings) {
        this.rosters = rosters;
        this.store = store;
        this.pushes = pushes;
        this.settings = settings;
    }

    Verdict get(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        return Verdict.later(rosters.inOrder(
                account,
                origin.loop(),
                () -> Stages.compose(
                        store.exists(account),
                        origin.loop(),
                        exists -> exists ? read(iq, account, origin) : completed(noAccount()))));
    }

    private CompletionStage<Verdict> read(Iq iq, Jid account, Origin origin) {
        return Stages.compose(store.get(account), origin.loop(), roster -> {
            answer(iq, account, roster, origin);
            return completed(Verdict.handled());
        });
    }

    private void answer(Iq iq, Jid account, Roster roster, Origin origin) {
        Optional<Session> session = origin instanceof Session client ? Optional.of(client) : Optional.empty();
        session.ifPresent(Interest::of);
        Optional<List<RosterChange>> missed =
                iq.request().attribute("ver").flatMap(known -> roster.changesSince(account, known));
        // Who is no session gets no pushes, so it must have the changes in the result.
        boolean canCatchUp =
                missed.isPresent() && (session.isPresent() || missed.get().isEmpty());
        if (!canCatchUp) {
            origin.reply(iq.result(RosterXml.query(roster.items(), roster.version())));
            session.ifPresent(client -> Interest.told(client, roster.version()));
            return;
        }
        origin.reply(iq.result());
        session.ifPresent(client -> {
            missed.get().forEach(change -> pushes.push(change, client));
            Interest.told(client, roster.version());
        });
    }

    /**
     * A client cannot choose the subscription of a contact (RFC 6121 §2.1.2.5). Who acts for the account without a session of
     * it is of this server: it leaves out of the request what must not be chosen.
     */
    Verdict set(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        Element query = iq.request();
        RosterSet set;
        try {
            set = RosterSet.parse(query, account, settings, !(origin instanceof Session));
        } catch (MalformedRosterSetException e) {
            return Verdict.reject(e.error());
        }
        CompletionStage<CompletionStage<Verdict>> step = rosters.inOrder(
                account,
                origin.loop(),
                () -> Stages.compose(
                        store.edit(account, set.contact(), roster -> set.on(roster, settings.maxItems())),
                        origin.loop(),
                        edit -> CompletableFuture.completedStage(finish(iq, account, set, edit, origin))));
        return Verdict.later(step.thenCompose(effects -> effects));
    }

    private CompletionStage<Verdict> finish(Iq iq, Jid account, RosterSet set, RosterEdit edit, Origin origin) {
        switch (edit.outcome()) {
            case NO_ACCOUNT -> {
                return completed(noAccount());
            }
            case NO_ITEM -> {
                StanzaError error = StanzaError.of(Condition.ITEM_NOT_FOUND, "there is no such item in the roster");
                return completed(Verdict.reject(error.as(ErrorType.MODIFY)));
            }
            case NO_ROOM -> {
                return completed(Verdict.reject(StanzaError.of(
                        Condition.POLICY_VIOLATION, "a roster may have " + settings.maxItems() + " items")));
            }
            case DONE -> origin.reply(iq.result());
        }
        edit.change().forEach(pushes::announce);
        return effects(account, set, edit, origin).thenApply(done -> Verdict.handled());
    }

    private CompletionStage<Void> effects(Jid account, RosterSet set, RosterEdit edit, Origin origin) {
        RosterEffects effects = rosters.effects();
        if (set.isRemoval()) {
            return effects.removed(account, set.contact(), edit.before(), origin);
        }
        if (edit.before().hasFrom() == edit.after().hasFrom()) {
            return Stages.done();
        }
        return edit.after().hasFrom()
                ? effects.granted(account, set.contact(), origin.loop())
                : effects.revoked(account, set.contact(), origin.loop());
    }

    private static Verdict noAccount() {
        return Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND, "there is no such roster"));
    }

    private static CompletionStage<Verdict> completed(Verdict verdict) {
        return CompletableFuture.completedStage(verdict);
    }
}
