package im.regent.im.push;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;

/** XEP-0357. */
record Push(PushSettings settings) implements Feature {
    @Override
    public void start(FeatureContext context) {
        Routing routing = context.routing();
        PushNodes nodes = new PushNodes(context.stores(), settings.maxNodes());
        Notifications notifications = new Notifications(nodes, settings, routing, context.scheduler(), context.loop());
        PushRequests requests = new PushRequests(nodes, settings, routing.router(), notifications);
        context.onIq(Iq.Type.SET, PushXml.ENABLE, Target.SELF, requests::enable);
        context.onIq(Iq.Type.SET, PushXml.DISABLE, Target.SELF, requests::disable);
        context.advertise(Target.ACCOUNT, PushXml.NAMESPACE);
        Reach reach = new Reach(routing.sessions(), context.require(Presences.class), settings);
        Watch watch = new Watch(nodes, notifications, reach, context.loop());
        context.on(Flow.INBOUND, Phase.OBSERVE, Stanza.Kind.MESSAGE, watch::came);
        context.on(CoreEvents.SESSION_DETACHED, watch::lost);
        // What a session was sent before the server stopped has counted then.
        context.remember(
                SessionMemory.ofFlag("push-lost", session -> true, session -> Reach.Connection.lost(session, true)));
        context.on(CoreEvents.UNDELIVERED, watch::undelivered);
        context.on(CoreEvents.SESSION_RESUMED, watch::resumed);
        context.on(CoreEvents.SESSION_ATTENDED, watch::seen);
        context.on(ImEvents.BECAME_AVAILABLE, presence -> watch.seen(presence.session()));
    }
}
