package im.regent.im.delivery;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.time.Stages;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.DeliveredMessage;
import im.regent.im.api.ImEvents;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.SessionPresence;
import java.util.List;
import java.util.Optional;

/** Delivers messages to accounts (RFC 6121 §8.5). */
final class Delivery implements Feature {
    private final DeliverySettings settings;

    Delivery(DeliverySettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Desk desk = new Desk(
                settings,
                context.routing(),
                context.stores().accounts(),
                context.require(Rosters.class),
                context.require(Presences.class),
                context.require(OfflineMessages.class),
                context.find(ArchiveIds.class).orElse(ArchiveIds.NONE));
        context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.MESSAGE, desk::take);
        context.on(
                CoreEvents.UNDELIVERED,
                new Leftovers(desk.routing(), desk.presences(), desk.offline(), desk.archives())::take);
        context.remember(new MostAvailable.Memory());
        if (settings.doesGuardResources()) {
            context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.IQ, new ResourceRequests(context)::check);
        }
    }

    /** Where messages are sorted. */
    private record Desk(
            DeliverySettings settings,
            Routing routing,
            Accounts accounts,
            Rosters rosters,
            Presences presences,
            OfflineMessages offline,
            ArchiveIds archives) {
        Verdict take(Stanza stanza, Origin origin) {
            Jid to = stanza.receiver();
            if (!to.hasLocal()) {
                // What is for the host itself, nobody reads.
                return Verdict.pass();
            }
            Message message = (Message) stanza;
            Optional<Session> match =
                    to.isBare() ? Optional.empty() : routing.sessions().find(to);
            if (match.isPresent()) {
                return offline.mustWait(match.get(), message)
                        ? keep(message, to.bare())
                        : give(message, List.of(match.get()));
            }
            if (!presences.available(to.bare()).isEmpty()) {
                return sort(message, origin);
            }
            return Verdict.later(Stages.then(
                    accounts.exists(to.bare()),
                    origin.loop(),
                    exists -> exists ? sort(message, origin) : unknown(message)));
        }

        private Verdict sort(Message message, Origin origin) {
            Jid account = message.receiver().bare();
            List<SessionPresence> candidates = presences.available(account).stream()
                    .filter(presence -> presence.priority() >= 0)
                    .toList();
            return switch (row(message).fate(message.type(), !candidates.isEmpty())) {
                case ALL -> send(message, account, candidates);
                case MOST_AVAILABLE -> send(message, account, MostAvailable.of(candidates));
                case STORE -> keep(message, account);
                case REFUSE -> Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
                case TELL -> tell(message, account, origin);
                case IGNORE -> Verdict.drop("no resource takes this message");
            };
        }

        private Verdict send(Message message, Jid account, List<SessionPresence> receivers) {
            if (offline.mustWait(account, message)) {
                return keep(message, account);
            }
            receivers.forEach(MostAvailable::note);
            return give(
                    message, receivers.stream().map(SessionPresence::session).toList());
        }

        private Verdict give(Message message, List<Session> receivers) {
            Message given = archives.handOver(message, archived -> send(archived, receivers));
            routing.events().publish(ImEvents.MESSAGE_DELIVERED, new DeliveredMessage(given, receivers));
            return Verdict.handled();
        }

        private static void send(Message message, List<Session> receivers) {
            if (receivers.size() > 1) {
                message.xml().encodedOnce();
            }
            receivers.forEach(receiver -> receiver.send(message));
        }

        private Verdict keep(Message message, Jid account) {
            return offline.store(account, archives.handOver(message, archived -> {}));
        }

        private Verdict tell(Message message, Jid account, Origin origin) {
            return Verdict.later(Stages.then(rosters.item(account, message.sender()), origin.loop(), item -> {
                boolean isSubscribed = item.map(RosterItem::subscription)
                        .map(subscription -> subscription.hasFrom())
                        .orElse(false);
                return isSubscribed || message.sender().bare().equals(account)
                        ? Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE))
                        : Verdict.drop("there is no such resource");
            }));
        }

        private Verdict unknown(Message message) {
            // RFC 6120 §13.11: what an account that is offline would not answer, one that does not exist does not
            // either.
            boolean isRefused = switch (row(message).fate(message.type(), false)) {
                case REFUSE -> true;
                case STORE, ALL, MOST_AVAILABLE -> settings.doesRefuseUnknown();
                case TELL, IGNORE -> false;
            };
            return isRefused
                    ? Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE))
                    : Verdict.drop("no such account");
        }

        private static DeliveryTable row(Message message) {
            return message.receiver().isBare() ? DeliveryTable.BARE : DeliveryTable.FULL_WITHOUT_MATCH;
        }
    }
}
