package im.regent.privilege.delegation;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Name;
import im.regent.im.api.OwnNodes;
import im.regent.privilege.FirstWords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** XEP-0355. Where nothing is delegated it does nothing. */
final class DelegationFeature implements Feature {
    private static final Name QUERY = new Name(DelegationXml.NAMESPACE, "query");

    private final Delegations delegations;

    DelegationFeature(Delegations delegations) {
        this.delegations = delegations;
    }

    @Override
    public void start(FeatureContext context) {
        if (delegations.managers().isEmpty()) {
            return;
        }
        Managers managers = new Managers();
        Routing routing = context.routing();
        Nesting nesting = new Nesting(routing, context.scheduler(), delegations, managers);
        DelegatedRequests requests = new DelegatedRequests(
                routing, context.stores().accounts(), delegations, managers, context.require(OwnNodes.class));
        DelegationGuard guard = new DelegationGuard(delegations.managers());

        context.own(context.require(FirstWords.class).add(link -> connected(link, managers, nesting, routing)));
        context.on(CoreEvents.COMPONENT_GONE, managers::gone);
        context.on(Flow.INBOUND, Phase.HANDLE, Stanza.Kind.IQ, requests::on);
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.TO_COMPONENT, Phase.GUARD, kind, guard::toComponent);
        }
        for (String host : delegations.hosts()) {
            for (Target target : List.of(Target.HOST, Target.ACCOUNT)) {
                context.own(context.advertised().overlay(target, host, () -> nesting.overlay(host, target)));
            }
        }
        context.onIq(Iq.Type.GET, QUERY, Target.HOST, (iq, origin) -> refuse(iq));
    }

    private void connected(ComponentLink link, Managers managers, Nesting nesting, Routing routing) {
        Map<String, List<Delegation>> all = delegations.of(link.jid());
        if (all.isEmpty()) {
            return;
        }
        all.forEach((host, some) -> some.stream()
                .collect(Collectors.groupingBy(Delegation::version, TreeMap::new, Collectors.toList()))
                .forEach((version, same) -> link.send(
                        DelegationAdvertisement.of(Jid.valueOf(host), link.jid(), version, same, routing.newId()))));
        ManagerStream stream = new ManagerStream(link);
        managers.connected(stream);
        all.forEach((host, some) -> some.forEach(delegation -> nesting.ask(stream, host, delegation)));
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
