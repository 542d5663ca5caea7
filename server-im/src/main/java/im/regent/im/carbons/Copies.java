package im.regent.im.carbons;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.DeliveredMessage;
import im.regent.im.api.DeviceCopies;
import im.regent.im.api.Presences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes copies and sends them (§7, §8). A copy follows its message on the same thread, so that the copies of what one stream
 * sends are in the order of that stream.
 */
final class Copies {
    private static final String FORWARD = "urn:xmpp:forward:0";

    private final Routing routing;
    private final Presences presences;
    private final ArchiveIds archives;
    private final int maxRemembered;

    Copies(Routing routing, Presences presences, ArchiveIds archives, int maxRemembered) {
        this.routing = routing;
        this.presences = presences;
        this.archives = archives;
        this.maxRemembered = maxRemembered;
    }

    CarbonsState state(Session session) {
        return session.state(CarbonsState.class, () -> new CarbonsState(maxRemembered));
    }

    /** The account, or somebody who acts for it, has sent something, and nobody objected. */
    Verdict sent(Stanza stanza, Origin origin) {
        Jid account = origin.jid().bare();
        boolean isForOther =
                stanza.to().isPresent() && !stanza.receiver().bare().equals(account);
        if (account.hasLocal() && isForOther) {
            sent((Message) stanza, account, origin);
        }
        return Verdict.pass();
    }

    private void sent(Message message, Jid account, Origin origin) {
        List<Session> others = enabled(account, session -> session != origin);
        List<Session> senders = origin instanceof Session session ? List.of(session) : List.of();
        if (others.isEmpty() || !isEligible(message, Direction.SENT, senders, message.receiver())) {
            return;
        }
        if (Eligibility.isOfRoom(message, Direction.SENT)) {
            // "The server SHOULD limit carbon-copying to the clients sharing a Multi-Session Nick in that MUC"
            others.removeIf(session -> !presences.hasShownItself(session, message.receiver()));
        } else {
            remember(senders, Direction.SENT, message, message.receiver());
        }
        // XEP-0313 §3.5: the same id on every copy, whoever of the account has it.
        send(archives.asSent(message), Direction.SENT, account, others);
    }

    /** Some of an account's sessions have been given a message. */
    void received(DeliveredMessage delivered) {
        Message message = delivered.message();
        Jid account = message.receiver().bare();
        List<Session> others = enabled(
                account,
                session -> !delivered.receivers().contains(session)
                        && !session.jid().equals(message.sender())
                        && !archives.hasFetched(session, message));
        if (others.isEmpty() || !isEligible(message, Direction.RECEIVED, delivered.receivers(), message.sender())) {
            return;
        }
        remember(delivered.receivers(), Direction.RECEIVED, message, message.sender());
        send(message, Direction.RECEIVED, account, others);
    }

    /**
     * A client takes a copy for real if it comes from its own account (§11): no one but this class, which sends past all hooks,
     * makes those.
     */
    static Verdict guard(Stanza stanza, Origin origin) {
        boolean isOwn = stanza.to().isPresent()
                && stanza.sender().equals(stanza.receiver().bare());
        return isOwn && Eligibility.isCopy((Message) stanza)
                ? Verdict.reject(StanzaError.of(Condition.FORBIDDEN, "only the server makes carbon copies"))
                : Verdict.pass();
    }

    private List<Session> enabled(Jid account, Predicate<Session> filter) {
        List<Session> found = new ArrayList<>();
        for (Session session : routing.sessions().of(account)) {
            if (isEnabled(session) && filter.test(session)) {
                found.add(session);
            }
        }
        return found;
    }

    static boolean isEnabled(Session session) {
        return session.state(DeviceCopies.class).filter(DeviceCopies::isEnabled).isPresent();
    }

    static void enable(Session session, Instant since) {
        session.state(DeviceCopies.class, () -> new DeviceCopies(Copies::isCopied))
                .enable(since);
    }

    static void disable(Session session) {
        session.state(DeviceCopies.class).ifPresent(DeviceCopies::disable);
    }

    /** Of what an account is given; not of errors, which depend on what they answer. */
    private static boolean isCopied(Message message) {
        return !Eligibility.isExcluded(message) && Eligibility.isEligible(message, Direction.RECEIVED);
    }

    private boolean isEligible(Message message, Direction direction, List<Session> own, Jid other) {
        if (Eligibility.isExcluded(message)) {
            return false;
        }
        // "it is of type "error" and it was sent in response to a <message/> that was eligible"
        return message.isError()
                ? own.stream().anyMatch(session -> state(session).remembers(direction.opposite(), message.id(), other))
                : Eligibility.isEligible(message, direction);
    }

    private void remember(List<Session> own, Direction direction, Message message, Jid other) {
        if (!message.isError()) {
            own.forEach(session -> state(session).remember(direction, message.id(), other));
        }
    }

    private static void send(Message message, Direction direction, Jid account, List<Session> receivers) {
        Element forwarded = Element.of(FORWARD, "forwarded", message.xml());
        Message copy = Message.to(account, message.type())
                .withFrom(account)
                .plus(Element.of(Eligibility.NAMESPACE, direction.element(), forwarded));
        if (receivers.size() > 1) {
            copy.xml().encodedOnce();
        }
        receivers.forEach(receiver -> receiver.send(copy.withTo(receiver.jid())));
    }
}
