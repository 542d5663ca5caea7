package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterChange;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The rosters of this server. Safe for every thread. */
final class LiveRosters implements Rosters, RosterBook {
    private static final Presence BEFRIENDED = Presence.of(Presence.Type.SUBSCRIBED);

    private final RosterStore store;
    private final Pushes pushes;
    private final RosterSettings settings;
    private final Executor loop;
    private final AccountLanes lanes = new AccountLanes();
    private volatile RosterEffects effects = RosterEffects.NONE;

    /** @param loop where changes that no stanza caused are made */
    LiveRosters(RosterStore store, Pushes pushes, RosterSettings settings, Executor loop) {
        this.store = store;
        this.pushes = pushes;
        this.settings = settings;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Map<Jid, RosterItem>> of(Jid account) {
        if (!account.hasLocal()) {
            return CompletableFuture.completedStage(Map.of());
        }
        return store.get(account.bare()).thenApply(roster -> {
            Map<Jid, RosterItem> items = new LinkedHashMap<>();
            roster.items().forEach(item -> items.put(item.jid(), item));
            return items;
        });
    }

    @Override
    public CompletionStage<Optional<RosterItem>> item(Jid account, Jid contact) {
        if (!account.hasLocal()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return store.get(account.bare()).thenApply(roster -> roster.item(contact.bare()));
    }

    @Override
    public CompletionStage<Void> befriend(Jid one, Jid other) {
        if (one.bare().equals(other.bare())) {
            return Stages.done();
        }
        Jid first = one.bare();
        Jid second = other.bare();
        // Nobody is subscribed before the other side allows it: a probe in between would undo it.
        return allow(first, second, false)
                .thenCompose(done -> allow(second, first, true))
                .thenCompose(done -> allow(first, second, true))
                .thenComposeAsync(done -> effects.granted(first, second, loop), loop)
                .thenComposeAsync(done -> effects.granted(second, first, loop), loop);
    }

    private CompletionStage<Void> allow(Jid account, Jid contact, boolean isMutual) {
        UnaryOperator<SubscriptionState> transition = state -> new SubscriptionState(
                isMutual || state.hasTo(), true, state.isPendingOut() && !isMutual, false, state.isApproved());
        return inOrder(
                account,
                loop,
                () -> Stages.compose(change(account, contact, BEFRIENDED, transition), loop, edit -> {
                    if (edit.outcome() != RosterEdit.Outcome.DONE) {
                        return CompletableFuture.failedStage(new IllegalArgumentException(
                                account + " cannot have " + contact + " as a contact: " + edit.outcome()));
                    }
                    edit.change().forEach(pushes::announce);
                    return Stages.done();
                }));
    }

    @Override
    public <T> CompletionStage<T> inOrder(Jid account, Executor on, Supplier<? extends CompletionStage<T>> step) {
        return lanes.run(account, on, step);
    }

    @Override
    public CompletionStage<RosterEdit> change(
            Jid account, Jid contact, Presence stanza, UnaryOperator<SubscriptionState> transition) {
        return store.edit(account, contact, roster -> decide(roster, contact, stanza, transition));
    }

    private RosterStore.Decision decide(
            Roster roster, Jid jid, Presence stanza, UnaryOperator<SubscriptionState> transition) {
        Contact before = roster.contact(jid);
        Contact after = before.in(transition.apply(before.state()), bounded(stanza));
        boolean isNew = after.isListed() && !before.isListed();
        boolean isNewRequest = after.requests().size() > before.requests().size();
        boolean isFull = isNew && roster.size() >= settings.maxItems()
                || isNewRequest
                        && roster.contacts(contact -> !contact.requests().isEmpty())
                                        .size()
                                >= settings.maxRequests();
        if (isFull) {
            return new RosterStore.Decision(RosterEdit.Outcome.NO_ROOM, before, false);
        }
        boolean isSeen = isNew || !after.item().equals(before.item());
        return new RosterStore.Decision(RosterEdit.Outcome.DONE, after, isSeen);
    }

    @Override
    public CompletionStage<List<Jid>> contacts(Jid account) {
        return store.get(account)
                .thenApply(roster ->
                        roster
                                .contacts(contact -> !contact.isRemoved()
                                        || !contact.requests().isEmpty())
                                .stream()
                                .map(contact -> contact.item().jid())
                                .toList());
    }

    @Override
    public CompletionStage<RosterEdit> remove(Jid account, Jid contact) {
        return store.edit(account, contact, roster -> {
            Contact before = roster.contact(contact);
            return new RosterStore.Decision(
                    RosterEdit.Outcome.DONE, Contact.unknown(contact).at(before.version()), before.isListed());
        });
    }

    /** The request as it is kept. */
    private Element bounded(Presence stanza) {
        Element xml = stanza.xml();
        // RFC 6121 §3.1.3 wants the whole stanza and warns of those who make us store too much.
        return xml.toString().length() <= settings.maxRequestBytes() ? xml : xml.withNodes(List.of());
    }

    @Override
    public void announce(RosterChange change) {
        pushes.announce(change);
    }

    @Override
    public CompletionStage<List<Presence>> requests(Jid account) {
        return store.get(account)
                .thenApply(
                        roster -> roster.contacts(contact -> !contact.requests().isEmpty()).stream()
                                .flatMap(contact -> contact.requests().stream())
                                .map(LiveRosters::stored)
                                .toList());
    }

    private static Presence stored(Element xml) {
        try {
            return (Presence) Stanza.parse(xml);
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("a stored request is not a presence stanza", e);
        }
    }

    /** Complete when no account has a step under way. */
    CompletionStage<Void> settled() {
        return lanes.idle();
    }

    @Override
    public List<Session> interested(Jid account) {
        return pushes.interested(account);
    }

    @Override
    public void effects(RosterEffects effects) {
        this.effects = effects;
    }

    RosterEffects effects() {
        return effects;
    }
}
