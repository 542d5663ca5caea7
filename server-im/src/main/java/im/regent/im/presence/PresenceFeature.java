package im.regent.im.presence;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.routing.Routing;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.LastLogouts;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.roster.RosterBook;

/** RFC 6121 §4. */
final class PresenceFeature implements Feature {
    private final PresenceSettings settings;

    PresenceFeature(PresenceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Routing routing = context.routing();
        Rosters rosters = context.require(Rosters.class);
        RosterBook book = context.require(RosterBook.class);
        AvailableSessions available = new AvailableSessions(routing.sessions());
        LastPresence lastPresence = new LastPresence(context.stores());
        Probes probes = new Probes(routing, rosters, available, lastPresence);
        Greeting greeting = new Greeting(routing, available, probes);
        OutboundPresence outbound = new OutboundPresence(context, book, available, greeting, lastPresence, settings);
        InboundPresence inbound = new InboundPresence(context, available, probes);
        context.provide(Presences.class, available);
        context.provide(LastLogouts.class, lastPresence);
        context.provide(PresenceExchange.class, new LiveExchange(routing, book, rosters, available));
        context.on(Flow.OUTBOUND, Phase.HANDLE, Stanza.Kind.PRESENCE, outbound::on);
        context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.PRESENCE, inbound::on);
        context.on(CoreEvents.SESSION_ENDED, outbound::ended);
        context.remember(new PresenceMemory());
    }
}
