package im.regent.privilege;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.Rosters;
import im.regent.privilege.Usage.Act;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An entity reads or changes the roster of a user (XEP-0356 §4.3). Runs on the component's loop. */
final class RosterRequests {
    private final Routing routing;
    private final Rosters rosters;
    private final PrivilegedEntities entities;
    private final Acts acts;

    RosterRequests(Routing routing, Rosters rosters, PrivilegedEntities entities, Acts acts) {
        this.routing = routing;
        this.rosters = rosters;
        this.entities = entities;
        this.acts = acts;
    }

    /** A roster request of whomever: without any grant on the host it is an ordinary one. */
    Verdict on(Iq iq, Origin origin) {
        Optional<Jid> account = iq.to().filter(to -> to.hasLocal() && to.isBare());
        Jid entity = Requests.entity(iq, origin);
        // An account that is an entity is still the owner of its own roster.
        Optional<Grant> grant = account.filter(owner -> !owner.equals(entity))
                .flatMap(owner -> entities.grants().find(owner.domain(), entity));
        if (account.isEmpty() || grant.isEmpty()) {
            return Verdict.pass();
        }
        String what = iq.type().value() + subscription(iq, grant.get(), entity);
        String host = account.get().domain();
        Act act = new Act(entity, "roster", what, host, account.get(), iq.type() == Iq.Type.SET);
        return acts.decide(iq, act, origin, judge -> allowed(iq, account.get(), judge, origin));
    }

    /** A subscription that is set without asking anybody is worth a note. */
    private static String subscription(Iq iq, Grant grant, Jid entity) {
        return iq.request()
                .child(PrivilegeXml.ROSTER, "item")
                .filter(item -> maySubscribe(iq, grant, entity))
                .flatMap(item -> item.attribute("subscription"))
                .map(value -> " subscription=" + value)
                .orElse("");
    }

    private static boolean maySubscribe(Iq iq, Grant grant, Jid entity) {
        return contactOf(iq)
                .filter(contact -> grant.rosterSubscription().includes(contact, entity))
                .isPresent();
    }

    private Verdict allowed(Iq iq, Jid account, Judge judge, Origin origin) throws RefusedException {
        Jid entity = judge.entity();
        judge.roster(account, iq.type()).orRefuse();
        Grant grant = judge.grants().find(account.domain(), entity).orElseThrow();
        if (iq.type() == Iq.Type.GET) {
            return Verdict.later(ask(iq, iq.request(), account, origin)
                    .thenApply(answer -> Verdict.reply(only(grant.rosterScope(), answer))));
        }
        int limit = grant.limits().rosterItems();
        Optional<Jid> contact = contactOf(iq);
        if (contact.isPresent()) {
            grant.rosterScope()
                    .judge(contact.get(), grant.origin("roster-scope"))
                    .orRefuse();
        }
        Element query = maySubscribe(iq, grant, entity) ? iq.request() : withoutSubscription(iq.request());
        return Verdict.later(Stages.compose(
                rosters.of(account),
                origin.loop(),
                items -> items.size() < limit || contact.map(items::containsKey).orElse(true)
                        ? ask(iq, query, account, origin).thenApply(Verdict::reply)
                        : CompletableFuture.completedStage(full(limit))));
    }

    /** RFC 6121 §2.1.2.5 has the server ignore it; but for removing, which is no state. */
    private static Element withoutSubscription(Element query) {
        List<Element> items = query.children().stream()
                .map(item -> item.attribute("subscription", "").equals("remove") ? item : item.without("subscription"))
                .toList();
        return query.withNodes(items);
    }

    private static Verdict full(int limit) {
        return Verdict.reject(StanzaError.of(
                Condition.POLICY_VIOLATION,
                "the roster has " + limit + " items, and an entity may add no more (limits.roster-items)"));
    }

    /** The contact, if it can be read; what is wrong otherwise is said by whom rosters belong to. */
    private static Optional<Jid> contactOf(Iq iq) {
        return iq.request().child(PrivilegeXml.ROSTER, "item").flatMap(RosterRequests::contactOf);
    }

    private static Optional<Jid> contactOf(Element item) {
        try {
            return Optional.of(Jid.parse(item.attribute("jid", "")).bare());
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** A roster is local storage, so the lane waits: what an entity asks of one account is done in order. */
    private CompletionStage<Iq> ask(Iq iq, Element query, Jid account, Origin origin) {
        Iq request = Iq.request(iq.type(), iq.id(), query);
        return routing.ask(account, request, origin, Limits.USUAL.iqTimeout())
                .thenApply(answer -> answered(iq, answer));
    }

    /** A roster without the items that are no concern of the entity. */
    private static Iq only(RosterScope scope, Iq answer) {
        Optional<Element> query = answer.xml().child(PrivilegeXml.ROSTER, "query");
        if (scope.isAll() || answer.isError() || query.isEmpty()) {
            return answer;
        }
        List<Element> items = query.get().children().stream()
                .filter(item -> contactOf(item).filter(scope::includes).isPresent())
                .toList();
        return (Iq) PrivilegeXml.own(answer.xml().withNodes(List.of(query.get().withNodes(items))));
    }

    private static Iq answered(Iq iq, Optional<Iq> answer) {
        return answer.map(found -> found.withFrom(iq.receiver()).withTo(iq.sender()))
                .orElseGet(() -> iq.error(StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "no answer in time")));
    }
}
