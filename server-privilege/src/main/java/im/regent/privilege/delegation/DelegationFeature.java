package im.regent.privilege.delegation;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Name;
import im.regent.im.api.OwnNodes;
import im.regent.privilege.FirstWords;
import java.util.List;

/** XEP-0355. */
final class DelegationFeature implements Feature {
    private static final Name QUERY = new Name(DelegationXml.NAMESPACE, "query");

    private final Delegations delegations;

    DelegationFeature(Delegations delegations) {
        this.delegations = delegations;
    }

    @Override
    public void start(FeatureContext context) {
        Routing routing = context.routing();
        DelegationsInForce inForce =
                new DelegationsInForce(delegations, new Nesting(routing, context.scheduler()), routing::newId);
        DelegatedRequests requests =
                new DelegatedRequests(routing, context.stores().accounts(), inForce, context.require(OwnNodes.class));
        DelegationGuard guard = new DelegationGuard(inForce::isManager);

        // Every component is known, for something may be delegated to it while it is connected.
        context.own(context.require(FirstWords.class).add(inForce::connected));
        context.on(CoreEvents.COMPONENT_GONE, inForce::gone);
        context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.IQ, requests::on);
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.TO_COMPONENT, Phase.GUARD, kind, guard::toComponent);
        }
        List<String> hosts = routing.virtualHosts();
        for (String host : hosts) {
            for (Target target : List.of(Target.HOST, Target.ACCOUNT)) {
                context.own(context.advertised().overlay(target, host, () -> Nesting.overlay(inForce, host, target)));
            }
        }
        context.onIq(Iq.Type.GET, QUERY, Target.HOST, (iq, origin) -> refuse(iq));
        context.onReload(Delegations.class, next -> {
            inForce.replace(next.only(hosts));
            return Stages.done();
        });
    }

    /** "The namespace of this XEP MUST NOT be delegated. If an entity requests it, the server MUST return a forbidden error." */
    private static Verdict refuse(Iq iq) {
        boolean isForbidden = iq.request().children(DelegationXml.NAMESPACE, "delegate").stream()
                .anyMatch(delegate -> delegate.attribute("namespace", "").startsWith(DelegationXml.NAMESPACES));
        return Verdict.reject(
                isForbidden
                        ? StanzaError.of(Condition.FORBIDDEN, "delegation itself is never delegated")
                        : StanzaError.of(Condition.SERVICE_UNAVAILABLE, "only an administrator delegates here"));
    }
}
