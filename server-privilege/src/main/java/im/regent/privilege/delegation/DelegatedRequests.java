package im.regent.privilege.delegation;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Exchange;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.OwnNodes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards requests in delegated namespaces, and passes the answers on (XEP-0355 §4.3). It stands where it is decided who gets a
 * stanza, behind the users' block lists, and never makes a stream wait for a managing entity. Safe for every thread.
 */
final class DelegatedRequests {
    private static final Logger log = LoggerFactory.getLogger(DelegatedRequests.class);
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    /** Without a text: an account that does not exist and an entity that is absent must look alike. */
    private static final StanzaError UNAVAILABLE = StanzaError.of(Condition.SERVICE_UNAVAILABLE);

    private static final StanzaError SILENT =
            StanzaError.of(Condition.SERVICE_UNAVAILABLE, "the service behind this did not answer in time");
    private static final StanzaError CROWDED =
            StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many requests wait for the service behind this");

    private record Forwarded(Exchange exchange, Assignment assignment) {}

    private final Routing routing;
    private final Accounts accounts;
    private final DelegationsInForce inForce;
    private final OwnNodes nodes;

    DelegatedRequests(Routing routing, Accounts accounts, DelegationsInForce inForce, OwnNodes nodes) {
        this.routing = routing;
        this.accounts = accounts;
        this.inForce = inForce;
        this.nodes = nodes;
    }

    Verdict on(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Iq iq) || !iq.isRequest()) {
            return Verdict.pass();
        }
        // RFC 6120 §10.3.3: a request without an address is for the sender's own account.
        Jid addressee = iq.to().orElseGet(() -> origin.jid().bare());
        if (!addressee.resource().isEmpty()) {
            return Verdict.pass();
        }
        return decide(iq, addressee, origin, false);
    }

    /** @param isKnown whether the addressee exists for sure */
    private Verdict decide(Iq iq, Jid addressee, Origin origin, boolean isKnown) {
        Optional<Verdict> verdict = Optional.empty();
        while (verdict.isEmpty()) {
            // Empty if the delegations were replaced meanwhile.
            verdict = decide(iq, addressee, origin, isKnown, inForce.now());
        }
        return verdict.get();
    }

    private Optional<Verdict> decide(Iq iq, Jid addressee, Origin origin, boolean isKnown, Delegations delegations) {
        Optional<Delegation> found = find(iq, addressee, origin, delegations);
        if (found.isEmpty() || isFrom(found.get().manager(), iq, origin)) {
            return Optional.of(Verdict.pass());
        }
        Delegation delegation = found.get();
        Optional<ManagerStream> stream = inForce.stream(delegation.manager());
        if (stream.isEmpty()) {
            return Optional.of(
                    delegation.fallback() == Fallback.BUILTIN ? Verdict.pass() : Verdict.reject(UNAVAILABLE));
        }
        if (isKnown || !addressee.hasLocal() || iq.to().isEmpty() || origin.isAccount(addressee)) {
            ForwardedRequest request = new ForwardedRequest(iq, addressee, delegation.version());
            return forward(request, origin, delegations, delegation, stream.get());
        }
        return Optional.of(Verdict.later(Stages.then(
                accounts.exists(addressee),
                origin.loop(),
                // What applies is looked up again: it may have changed meanwhile.
                exists -> exists ? decide(iq, addressee, origin, true) : Verdict.reject(UNAVAILABLE))));
    }

    private Optional<Delegation> find(Iq iq, Jid addressee, Origin origin, Delegations delegations) {
        String host = addressee.domain();
        Element payload = iq.request();
        Optional<Delegation> exact = delegations.find(host, payload.namespace()).filter(it -> it.covers(payload));
        if (exact.isPresent() || !addressee.hasLocal() || iq.type() != Iq.Type.GET) {
            return exact;
        }
        String node = payload.attribute("node", "");
        if (payload.is(NestedInfo.INFO, "query") && !node.isEmpty() && !nodes.has(iq, origin)) {
            return delegations.find(host, DelegationXml.REMAINING_INFO);
        }
        if (payload.is(ITEMS, "query") && (node.isEmpty() || !nodes.has(iq, origin))) {
            return delegations.find(host, DelegationXml.REMAINING_ITEMS);
        }
        return Optional.empty();
    }

    /**
     * "If a stanza is sent by the managing entity on a managed namespace, the server MUST NOT forward it", whether in its own
     * name or as a user. Others of its domain are not the entity.
     */
    private static boolean isFrom(Jid manager, Iq iq, Origin origin) {
        return origin.behind().equals(manager)
                && (!origin.jid().equals(manager) || iq.sender().bare().equals(manager));
    }

    private Optional<Verdict> forward(
            ForwardedRequest request,
            Origin origin,
            Delegations delegations,
            Delegation delegation,
            ManagerStream stream) {
        if (!stream.enter()) {
            return Optional.of(Verdict.reject(CROWDED));
        }
        Optional<Forwarded> forwarded = inForce.during(delegations, () -> send(request, delegation, stream));
        if (forwarded.isEmpty()) {
            stream.leave();
            return Optional.empty();
        }
        Exchange exchange = forwarded.get().exchange();
        Assignment assignment = forwarded.get().assignment();
        exchange.answer().thenAccept(answer -> {
            assignment.closed(exchange);
            stream.leave();
            boolean isGone = stream.isGone() || assignment.hasEnded();
            origin.reply(passedOn(request, answer, stream, isGone));
        });
        // What others answer is not waited for.
        return Optional.of(Verdict.handled());
    }

    private Forwarded send(ForwardedRequest request, Delegation delegation, ManagerStream stream) {
        Jid host = request.addressee().domainJid();
        // There is none if the stream has ended and another one has taken its place: then nobody answers.
        Assignment assignment =
                stream.assignment(host.domain(), delegation.namespace()).orElseGet(Assignment::new);
        Exchange exchange =
                routing.askComponent(stream.link(), host, request.wrapper(routing.newId()), delegation.timeout());
        assignment.opened(exchange);
        return new Forwarded(exchange, assignment);
    }

    /** @param isGone whether the entity cannot answer any more: its stream has ended, or the namespace is not its own now */
    private static Iq passedOn(ForwardedRequest request, Optional<Iq> answer, ManagerStream stream, boolean isGone) {
        if (answer.isEmpty()) {
            return request.original().error(isGone ? UNAVAILABLE : SILENT);
        }
        if (answer.get().isError()) {
            return request.original().error(UNAVAILABLE);
        }
        try {
            return request.answer(answer.get());
        } catch (MalformedAnswerException e) {
            String streamId = stream.link().streamId();
            if (stream.isFirstComplaint()) {
                log.warn("stream {}: a managing entity answers badly: {}", streamId, e.getMessage());
            } else {
                log.debug("stream {}: another bad answer: {}", streamId, e.getMessage());
            }
            return request.original().error(UNAVAILABLE);
        }
    }
}
