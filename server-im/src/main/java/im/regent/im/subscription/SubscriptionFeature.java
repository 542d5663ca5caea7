package im.regent.im.subscription;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.routing.Routing;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.im.api.Departures;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import java.util.Set;

/** RFC 6121 §3. */
final class SubscriptionFeature implements Feature {
    @Override
    public void start(FeatureContext context) {
        Routing routing = context.routing();
        RosterBook book = context.require(RosterBook.class);
        Presences presences = context.require(Presences.class);
        PresenceExchange exchange = context.require(PresenceExchange.class);
        PendingRequests requests = new PendingRequests(routing, book, context.require(Rosters.class), presences);
        context.on(
                Flow.OUTBOUND,
                Phase.HANDLE,
                Stanza.Kind.PRESENCE,
                new OutboundSubscriptions(routing.router(), book, exchange)::on);
        context.on(
                Flow.INBOUND,
                Phase.HANDLE,
                Stanza.Kind.PRESENCE,
                new InboundSubscriptions(routing, book, presences, exchange)::on);
        context.on(ImEvents.BECAME_AVAILABLE, requests::becameAvailable);
        context.remember(requests.memory());
        RemovedContacts effects = new RemovedContacts(routing, exchange);
        book.effects(effects);
        context.provide(
                Departures.class,
                new LiveDepartures(
                        book, effects, context.loop(), account -> context.publish(ImEvents.ACCOUNT_LEFT, account)));
        context.offer(StreamFeature.announcement(
                Element.of("urn:xmpp:features:pre-approval", "sub"), Set.of(StreamFact.AUTHENTICATED)));
    }
}
