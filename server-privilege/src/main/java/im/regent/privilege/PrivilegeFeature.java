package im.regent.privilege;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.EventPoint;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        PrivilegedEntities entities = new PrivilegedEntities(grants);
        ComponentRequests requests = new ComponentRequests(context, entities);
        ForgeryGuard guard = new ForgeryGuard(entities, context.routing().router());
        PrivilegedPresence presence = new PrivilegedPresence(entities, context.require(Presences.class));
        RosterPushes pushes = new RosterPushes(entities, context.routing()::newId);

        context.on(Flow.FROM_COMPONENT, Phase.GUARD, Stanza.Kind.IQ, requests::iq);
        context.on(Flow.FROM_COMPONENT, Phase.GUARD, Stanza.Kind.MESSAGE, requests::message);
        context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.IQ, guard::toHost);
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.TO_COMPONENT, Phase.GUARD, kind, guard::toComponent);
        }
        context.on(Flow.TO_COMPONENT, Phase.OBSERVE, Stanza.Kind.PRESENCE, presence::noteOrdinary);
        context.on(Flow.OUTBOUND, Phase.OBSERVE, Stanza.Kind.PRESENCE, presence::changed);
        context.on(ImEvents.ROSTER_CHANGED, pushes::on);
        context.on(ImEvents.ROSTER_CHANGED, presence::rosterChanged);
        context.on(ImEvents.BECAME_AVAILABLE, presence::becameAvailable);
        context.on(ImEvents.BECAME_UNAVAILABLE, presence::becameUnavailable);
        context.on(ImEvents.CONTACT_PRESENCE, presence::contact);
        context.provide(FirstWords.class, speaker -> context.routing().events().on(ADVERTISED, speaker));
        context.on(CoreEvents.COMPONENT_CONNECTED, link -> connected(link, entities, presence, context));
        context.on(CoreEvents.COMPONENT_GONE, link -> entities.find(link.jid()).ifPresent(entity -> entity.gone(link)));
    }

    private static void connected(
            ComponentLink link, PrivilegedEntities entities, PrivilegedPresence presence, FeatureContext context) {
        Grants now = entities.grants();
        Optional<PrivilegedEntity> entity = entities.find(link.jid());
        Runnable advertised = () -> context.publish(ADVERTISED, link);
        if (entity.isEmpty()) {
            advertised.run();
            return;
        }
        List<Message> advertisements = new ArrayList<>();
        now.of(link.jid()).forEach((host, grant) -> {
            if (!grant.isEmpty()) {
                advertisements.add(Advertisement.of(
                        host, link.jid(), grant, context.routing().newId()));
            }
        });
        entity.get().connected(link, advertisements, advertised, consumer -> presence.show(now, link.jid(), consumer));
    }
}
