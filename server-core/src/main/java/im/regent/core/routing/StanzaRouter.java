package im.regent.core.routing;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The router: a table from domains to routes. */
final class StanzaRouter implements Router {
    private final ConcurrentHashMap<String, Route> routes = new ConcurrentHashMap<>();
    private final Pipeline pipeline;

    StanzaRouter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public CompletionStage<Void> submit(Stanza stanza, Origin origin) {
        return leave(Flow.OUTBOUND, stanza, origin);
    }

    @Override
    public CompletionStage<Void> route(Stanza stanza, Origin origin) {
        return leave(Flow.ON_BEHALF, stanza, origin);
    }

    private CompletionStage<Void> leave(Flow flow, Stanza stanza, Origin origin) {
        return isVirtualHost(origin.jid().domain())
                ? pipeline.run(flow, stanza, origin, passed -> forward(passed, origin))
                : forward(stanza, origin);
    }

    private CompletionStage<Void> forward(Stanza stanza, Origin origin) {
        if (stanza.to().isEmpty()) {
            return toOwnAccount(stanza, origin);
        }
        Route route = routes.get(stanza.receiver().domain());
        if (route != null) {
            return route.deliver(stanza, origin);
        }
        Answers.undeliverable(
                stanza,
                origin,
                Condition.REMOTE_SERVER_NOT_FOUND,
                "this server does not serve " + stanza.receiver().domain() + " and does not federate");
        return Stages.done();
    }

    /** RFC 6120 §10.3: a message is for the sender's own bare address, an IQ is handled for the account. */
    private CompletionStage<Void> toOwnAccount(Stanza stanza, Origin origin) {
        Jid account = origin.jid().bare();
        Route route = routes.get(account.domain());
        if (route == null || stanza instanceof Presence) {
            return Stages.done();
        }
        return switch (stanza.kind()) {
            case MESSAGE -> route.deliver(stanza.withTo(account), origin);
            case IQ, PRESENCE -> route.deliver(stanza, origin);
        };
    }

    @Override
    public Registration bind(String domain, Route route) {
        if (routes.putIfAbsent(domain, route) != null) {
            throw new IllegalStateException("the domain " + domain + " is taken");
        }
        return () -> routes.remove(domain, route);
    }

    @Override
    public boolean isLocal(String domain) {
        return routes.containsKey(domain);
    }

    @Override
    public boolean isVirtualHost(String domain) {
        return routes.get(domain) instanceof VirtualHost;
    }
}
