package im.regent.core.routing;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * IQ exchanges that the server carries on for somebody: for a virtual host, or for an account, as if the account had sent the
 * request from its bare address.
 *
 * <p>The problem: the answer may come at once from a handler of this server, later from a component or a client, from the
 * wrong peer, twice, or never. The idea: one entry per (asker's address, id), with the address that must answer, a deadline
 * and a sink; local handlers answer through the origin, everybody else through the bare address, and both end here. Ids are
 * kept on the wire as given; one that is in use is replaced and restored. The table is bounded, in all and for each party
 * that asks. Safe for every thread.
 */
public final class PendingReplies {
    private static final int MAX_PER_PARTY = 1_000;
    private static final int MAX_IN_ALL = 50_000;

    private record Key(Jid asker, String id) {}

    private final class Entry {
        private final Key key;
        private final Iq request;
        private final Origin party;
        private final CompletableFuture<Optional<Iq>> answer = new CompletableFuture<>();

        Entry(Key key, Iq request, Origin party) {
            this.key = key;
            this.request = request;
            this.party = party;
        }

        boolean expects(Iq iq) {
            Jid asker = key.asker();
            Jid target = request.to().orElse(asker);
            // RFC 6120 §8.1.2.1: an answer of the asker's own account has its bare address, no 'from', or the host's.
            boolean isFromOwn = iq.from().isEmpty()
                    || iq.from().get().equals(asker)
                    || iq.from().get().equals(asker.domainJid());
            return target.equals(asker)
                    ? isFromOwn
                    : iq.from().isPresent() && iq.sender().equals(target);
        }

        void finish(Optional<Iq> iq) {
            if (pending.remove(key, this)) {
                leave(party);
                party.loop().execute(() -> answer.complete(iq.map(found -> found.withId(request.id()))));
            }
        }
    }

    private final ConcurrentHashMap<Key, Entry> pending = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Jid, Integer> perParty = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Supplier<String> ids;

    /** @param ids makes unguessable ids */
    PendingReplies(Scheduler scheduler, Supplier<String> ids) {
        this.scheduler = scheduler;
        this.ids = ids;
    }

    /**
     * Sends a request from a bare address and waits for the answer.
     *
     * @param asker a bare address of a local account, or a virtual host
     * @param request without {@code to} for the account itself
     * @param party on whose behalf this happens; its loop completes the stage
     * @param deadline when to give up
     * @return the result or error; empty if nobody answered in time. Never fails.
     */
    CompletionStage<Optional<Iq>> ask(Jid asker, Iq request, Origin party, Duration deadline, Router router) {
        return exchange(asker, request, party, deadline, router).answer();
    }

    /** As {@link #ask}, and tells when the request has been sent. */
    Exchange exchange(Jid asker, Iq request, Origin party, Duration deadline, Router router) {
        return exchange(
                asker,
                request,
                party,
                deadline,
                (sent, answers) -> router.submit(sent, new ActingFor(asker, party.behind(), party.loop(), answers)));
    }

    /**
     * Sends a request of the server to a component on this very stream, and waits for the answer.
     *
     * @param asker a virtual host
     * @param component whose loop completes the stage, and whose exchange this is: with the stream it ends
     * @return what may be withdrawn; its answer as of {@link #ask}
     */
    Exchange ask(Jid asker, Iq request, ComponentLink component, Duration deadline) {
        Exchange exchange = exchange(asker, request.withTo(component.jid()), component, deadline, (sent, answers) -> {
            component.send(sent);
            return Stages.done();
        });
        if (component.hasEnded()) {
            // It ended on its own loop meanwhile, perhaps before this exchange could be forgotten.
            forget(component);
        }
        return exchange;
    }

    private Exchange exchange(
            Jid asker,
            Iq request,
            Origin party,
            Duration deadline,
            BiFunction<Iq, Consumer<Stanza>, CompletionStage<Void>> way) {
        if (!enter(party)) {
            Iq refused = request.error(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many requests are waiting for an answer"));
            return new Exchange(Stages.done(), CompletableFuture.completedStage(Optional.of(refused)), () -> {});
        }
        Entry entry = open(asker, request, party);
        Cancellable timeout = scheduler.after(deadline, party.loop(), () -> entry.finish(Optional.empty()));
        entry.answer.whenComplete((answer, failure) -> timeout.cancel());
        Iq sent = request.withFrom(asker).withId(entry.key.id());
        CompletionStage<Void> gone = way.apply(sent, answer -> finish(entry, answer));
        return new Exchange(gone, entry.answer, () -> entry.finish(Optional.empty()));
    }

    private Entry open(Jid asker, Iq request, Origin party) {
        Entry entry = new Entry(new Key(asker, request.id()), request, party);
        while (pending.putIfAbsent(entry.key, entry) != null) {
            entry = new Entry(new Key(asker, ids.get()), request, party);
        }
        return entry;
    }

    /** Counts one more exchange of the party, unless there are too many. */
    private boolean enter(Origin party) {
        int count = perParty.merge(party.jid(), 1, Integer::sum);
        boolean hasRoom = count <= MAX_PER_PARTY && pending.size() < MAX_IN_ALL;
        if (!hasRoom) {
            leave(party);
        }
        return hasRoom;
    }

    private void leave(Origin party) {
        perParty.computeIfPresent(party.jid(), (who, count) -> count == 1 ? null : count - 1);
    }

    private static void finish(Entry entry, Stanza answer) {
        if (answer instanceof Iq iq && !iq.isRequest()) {
            entry.finish(Optional.of(iq));
        }
    }

    /** Gives an answer that was addressed to a bare address or a host to whom it is due; all others are dropped. */
    void accept(Iq answer) {
        // RFC 6120 §10.3.3: an answer without 'to' is for the sender's own account.
        Jid asker = answer.to().orElseGet(() -> answer.sender().bare());
        Entry entry = pending.get(new Key(asker, answer.id()));
        if (entry != null && entry.expects(answer)) {
            entry.finish(Optional.of(answer));
        }
    }

    /** Gives up what a party asked, at once and as if nobody had answered; for one that is gone. */
    public void forget(Origin party) {
        List.copyOf(pending.values()).stream()
                .filter(entry -> entry.party == party)
                .forEach(entry -> entry.finish(Optional.empty()));
    }

    /** How many exchanges a party has open. */
    int size(Origin party) {
        return perParty.getOrDefault(party.jid(), 0);
    }

    /** How many exchanges are open. */
    public int size() {
        return pending.size();
    }
}
