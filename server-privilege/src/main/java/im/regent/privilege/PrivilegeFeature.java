package im.regent.privilege;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.EventPoint;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.commands.Commands;
import java.util.List;

/** XEP-0356. */
final class PrivilegeFeature implements Feature {
    private static final EventPoint<ComponentLink> ADVERTISED =
            new EventPoint<>("privileges-advertised", ComponentLink.class);

    private final Grants grants;

    PrivilegeFeature(Grants grants) {
        this.grants = grants;
    }

    @Override
    public void start(FeatureContext context) {
        PrivilegedEntities entities = new PrivilegedEntities(grants, context.routing()::newId);
        Usage usage = new Usage(context.clock());
        Acts acts = new Acts(entities, usage, context.scheduler());
        RosterRequests rosters = new RosterRequests(context.routing(), context.require(Rosters.class), entities, acts);
        Requests requests = new Requests(context, entities, rosters, acts);
        ForgeryGuard guard = new ForgeryGuard(entities, context.routing().router());
        PrivilegedPresence presence = new PrivilegedPresence(entities, context.require(Presences.class));
        RosterPushes pushes = new RosterPushes(entities, context.routing()::newId);

        context.on(Flow.FROM_COMPONENT, Phase.GUARD, Stanza.Kind.IQ, requests::iq);
        context.on(Flow.FROM_COMPONENT, Phase.GUARD, Stanza.Kind.MESSAGE, requests::message);
        context.on(Flow.OUTBOUND, Phase.GUARD, Stanza.Kind.IQ, requests::ofClient);
        context.on(Flow.OUTBOUND, Phase.GUARD, Stanza.Kind.MESSAGE, requests::ofClient);
        context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.IQ, guard::toHost);
        context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.MESSAGE, guard::toAccount);
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.TO_COMPONENT, Phase.GUARD, kind, guard::toComponent);
        }
        context.on(Flow.TO_COMPONENT, Phase.OBSERVE, Stanza.Kind.PRESENCE, presence::noteOrdinary);
        context.on(Flow.INBOUND, Phase.OBSERVE, Stanza.Kind.PRESENCE, presence::noteOrdinary);
        context.on(ImEvents.ACCOUNT_LEFT, requests::accountLeft);
        context.on(ImEvents.ROSTER_CHANGED, pushes::on);
        context.on(ImEvents.ROSTER_CHANGED, presence::rosterChanged);
        context.on(ImEvents.BECAME_AVAILABLE, presence::becameAvailable);
        context.on(ImEvents.PRESENCE_UPDATED, presence::updated);
        context.on(ImEvents.BECAME_UNAVAILABLE, presence::becameUnavailable);
        context.on(ImEvents.CONTACT_PRESENCE, presence::contact);
        context.on(CoreEvents.COMPONENT_CONNECTED, link -> connected(link, entities, presence, context));
        context.provide(FirstWords.class, speaker -> context.routing().events().on(ADVERTISED, speaker));
        context.on(CoreEvents.COMPONENT_GONE, link -> entities.find(link.jid()).ifPresent(entity -> entity.gone(link)));

        List<String> hosts = context.routing().virtualHosts();
        context.onReload(Grants.class, next -> entities.replace(next.only(hosts), presence::changed));
        Explanations explanations = new Explanations(entities, usage);
        context.provide(Privileges.class, explanations);
        context.find(Commands.class)
                .ifPresent(commands -> context.own(commands.offer(new EntitiesCommand(explanations).command())));
    }

    /** Every component is known, for privileges may be given to it while it is connected. */
    private static void connected(
            ComponentLink link, PrivilegedEntities entities, PrivilegedPresence presence, FeatureContext context) {
        Runnable advertised = () -> context.publish(ADVERTISED, link);
        entities.get(link.jid()).connected(link, advertised, presence.of(link.jid()));
    }
}
