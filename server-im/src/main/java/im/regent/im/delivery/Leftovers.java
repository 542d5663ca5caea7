package im.regent.im.delivery;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Undelivered;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Pipeline;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.DelayStamp;
import im.regent.im.api.DeviceCopies;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a session has left that its client never acknowledged. XEP-0198 §4: "A server SHOULD treat unacknowledged stanzas in the
 * same way that it would treat a stanza sent to an unavailable resource".
 *
 * <p>A message goes to the resources that would have got it without that one, unless they have got it already: then, if they
 * were there when it came, or out of the archive. Without resources it goes to the offline store. Room messages and requests
 * are answered with an error, so that rooms notice who is gone. Presence is dropped: it is old, and requests for a subscription
 * are kept elsewhere. So are copies and answers that the account itself was sent by its server.
 */
record Leftovers(Routing routing, Presences presences, OfflineMessages offline, ArchiveIds archives) {
    /** Kept for a session that has left something: complete when its last message has its place. Confined to its loop. */
    private static final class Line {
        private CompletionStage<Void> last = Stages.done();
    }

    void take(Undelivered left) {
        if (left.stanza().from().isEmpty()) {
            // The account's own server sent it, such as an answer or a roster push: there is nobody to tell.
            return;
        }
        ActingFor sender = sender(left);
        switch (left.stanza().kind()) {
            case MESSAGE -> left.owes().accept(message((Message) left.stanza(), left, sender));
            case IQ -> {
                if (((Iq) left.stanza()).isRequest()) {
                    Pipeline.act(unavailable(), left.stanza(), sender);
                }
            }
            case PRESENCE -> {}
        }
    }

    /** Whoever sent it hears of an error as if the receiver's server had sent that at once. */
    private ActingFor sender(Undelivered left) {
        Session session = left.session();
        ActingFor account = ActingFor.unanswered(session.jid().bare(), session.loop());
        return new ActingFor(
                left.stanza().sender(),
                session.loop(),
                answer -> routing.router().route(answer, account));
    }

    private CompletionStage<Void> message(Message message, Undelivered left, ActingFor sender) {
        boolean isOwnCopy = message.sender().equals(left.session().jid().bare());
        if (isOwnCopy || offline.isKept(left.session(), message)) {
            return Stages.done();
        }
        return switch (message.type()) {
            case ERROR, HEADLINE -> Stages.done();
            case GROUPCHAT -> Pipeline.act(unavailable(), message, sender);
            case CHAT, NORMAL -> inLine(message, left, sender);
        };
    }

    /** Hooks may wait for storage, each time for as long as they like: no message may overtake another one meanwhile. */
    private CompletionStage<Void> inLine(Message message, Undelivered left, ActingFor sender) {
        Line line = left.session().state(Line.class, Line::new);
        CompletableFuture<Void> placed = new CompletableFuture<>();
        AtomicBoolean isRefused = new AtomicBoolean();
        ActingFor asking = new ActingFor(message.sender(), sender.loop(), refusal -> isRefused.set(true));
        CompletionStage<Void> run = Stages.compose(
                line.last,
                sender.loop(),
                turn -> routing.pipeline().run(Flow.KEPT, message, asking, passed -> {
                    CompletionStage<Void> stored = pass((Message) passed, left, sender);
                    placed.complete(null);
                    return stored;
                }));
        // A hook could not decide: it is asked again when the message is given to somebody.
        CompletionStage<Void> safe = Stages.compose(
                run, sender.loop(), done -> isRefused.get() ? store(message, left, sender) : Stages.done());
        line.last = placed;
        // Where a hook took it, nobody has placed it.
        return safe.whenComplete((done, failure) -> placed.complete(null));
    }

    private CompletionStage<Void> pass(Message message, Undelivered left, ActingFor sender) {
        Jid account = left.session().jid().bare();
        List<SessionPresence> others = presences.available(account).stream()
                .filter(presence -> presence.priority() >= 0)
                .toList();
        if (others.isEmpty() || offline.mustWait(account, message)) {
            return store(message, left, sender);
        }
        List<SessionPresence> witnesses = others.stream()
                .filter(other -> !other.since().isAfter(left.at()))
                .toList();
        if (witnesses.isEmpty() || !hasReached(witnesses, message, left)) {
            List<SessionPresence> receivers = MostAvailable.of(others).stream()
                    .filter(other -> !archives.hasFetched(other.session(), message))
                    .toList();
            send(message, account, left.at(), receivers);
        }
        return Stages.done();
    }

    private CompletionStage<Void> store(Message message, Undelivered left, ActingFor sender) {
        Jid account = left.session().jid().bare();
        return Pipeline.act(offline.store(account, message, left.at()), message, sender);
    }

    /** @param others those that were there when the message came */
    private static boolean hasReached(List<SessionPresence> others, Message message, Undelivered left) {
        if (message.type() == Message.Type.CHAT
                && others.stream().anyMatch(other -> hadCopy(other.session(), message, left.at()))) {
            return true;
        }
        boolean wasForked = message.receiver().isBare();
        if (!wasForked || message.type() == Message.Type.NORMAL) {
            return wasForked;
        }
        OptionalInt chosen = MostAvailable.noted(left.session());
        return chosen.isPresent() && others.stream().anyMatch(other -> other.priority() == chosen.getAsInt());
    }

    private static boolean hadCopy(Session session, Message message, Instant at) {
        return session.state(DeviceCopies.class)
                .filter(copies -> copies.hadCopy(message, at))
                .isPresent();
    }

    private static void send(Message message, Jid account, Instant at, List<SessionPresence> receivers) {
        Message stamped = DelayStamp.on(message, account, at);
        receivers.forEach(receiver -> {
            MostAvailable.note(receiver);
            receiver.session().send(stamped);
        });
    }

    private static Verdict unavailable() {
        return Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }
}
