package im.regent.privilege;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Exchange;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.privilege.Usage.Act;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What entities ask for, components and sessions of accounts that are some: decides who may, and lets the account's own way do
 * the rest. Ordinary stanzas pass untouched. Runs on the loop of whoever asks.
 */
final class Requests {
    private static final Logger log = LoggerFactory.getLogger(Requests.class);

    private final FeatureContext context;
    private final Routing routing;
    private final PrivilegedEntities entities;
    private final RosterRequests rosters;
    private final Acts acts;
    private final OpenRequests open = new OpenRequests();

    Requests(FeatureContext context, PrivilegedEntities entities, RosterRequests rosters, Acts acts) {
        this.context = context;
        this.routing = context.routing();
        this.entities = entities;
        this.rosters = rosters;
        this.acts = acts;
    }

    /** What a client sends, if its account is an entity: any of its resources may ask. */
    Verdict ofClient(Stanza stanza, Origin origin) {
        boolean isEntity = origin instanceof Session
                && !entities.grants().of(origin.jid().bare()).isEmpty();
        if (!isEntity) {
            return Verdict.pass();
        }
        return stanza instanceof Message ? message(stanza, origin) : iq(stanza, origin);
    }

    /** Privileges belong to exactly one address; all resources of an account share its. */
    static Jid entity(Stanza stanza, Origin origin) {
        return origin instanceof Session ? origin.jid().bare() : stanza.sender();
    }

    Verdict iq(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Iq iq) || !iq.isRequest()) {
            return Verdict.pass();
        }
        if (iq.request().namespace().equals(PrivilegeXml.NAMESPACE)) {
            Jid to = iq.to().orElseGet(() -> iq.sender().bare());
            Act act = new Act(entity(iq, origin), "iq", whatOf(iq), to.domain(), to, iq.type() == Iq.Type.SET);
            return acts.decide(iq, act, origin, judge -> privilegedIq(iq, judge, origin));
        }
        boolean isRoster = iq.request().name().equals(PrivilegeXml.ROSTER_QUERY);
        return isRoster ? rosters.on(iq, origin) : Verdict.pass();
    }

    /** The payload's namespace, as far as there is one. */
    private static String whatOf(Iq outer) {
        return outer.type().value()
                + outer.request().children().stream()
                        .flatMap(inner -> inner.children().stream())
                        .findFirst()
                        .map(payload -> " " + payload.namespace())
                        .orElse("");
    }

    private Verdict privilegedIq(Iq iq, Judge judge, Origin origin) throws RefusedException {
        if (!iq.request().name().equals(PrivilegedIq.WRAPPER)) {
            throw RefusedException.forbidden("<" + iq.request().localName() + "/> is no request");
        }
        PrivilegedIq privileged = PrivilegedIq.parse(iq, judge);
        Limits limits = judge.grants()
                .find(privileged.account().domain(), entity(iq, origin))
                .map(Grant::limits)
                .orElse(Limits.USUAL);
        return ifExists(privileged.account(), iq, origin, () -> {
            PrivilegedEntity entity = entities.get(entity(iq, origin));
            if (!entity.opened(limits.pendingIq())) {
                StanzaError error = StanzaError.of(
                        Condition.RESOURCE_CONSTRAINT,
                        limits.pendingIq() + " requests wait for an answer already (limits.pending-iq)");
                return CompletableFuture.completedStage(Verdict.reject(error));
            }
            Exchange exchange =
                    routing.exchange(privileged.account(), privileged.request(), origin, limits.iqTimeout());
            open.opened(privileged.account(), exchange);
            exchange.answer().thenAccept(answer -> {
                entity.closed();
                boolean isAccountThere = open.closed(privileged.account(), exchange);
                origin.reply(
                        isAccountThere
                                ? privileged.answer(answer)
                                : iq.error(noAccount(privileged.account()).error()));
            });
            // What others answer is not waited for: the component's next stanza may follow.
            return exchange.sent().thenApply(done -> Verdict.handled());
        });
    }

    Verdict message(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Message message)) {
            return Verdict.pass();
        }
        if (message.isError() && isRejectedAdvertisement(message, origin)) {
            log.warn("an entity does not take the advertisement of its privileges: {}", message.sender());
            return Verdict.drop("an answer to an advertisement");
        }
        if (!PrivilegeXml.hasPrivilege(message)) {
            return Verdict.pass();
        }
        Jid to = message.to().orElse(message.sender());
        Act act = new Act(entity(message, origin), "message", "outgoing", to.domain(), claimedSender(message), true);
        return acts.decide(message, act, origin, judge -> privilegedMessage(message, judge, origin));
    }

    /** Who sends the wrapped message, if that can be told; the host otherwise. */
    private static Jid claimedSender(Message outer) {
        return outer.xml().children().stream()
                .filter(PrivilegeXml::isPrivilege)
                .flatMap(privilege -> privilege.children().stream())
                .flatMap(forwarded -> forwarded.children().stream())
                .flatMap(inner -> PrivilegeXml.sender(inner).stream())
                .findFirst()
                .orElseGet(() -> outer.to().orElse(outer.sender()));
    }

    private Verdict privilegedMessage(Message message, Judge judge, Origin origin) throws RefusedException {
        Message inner = PrivilegedMessage.parse(message, judge);
        Jid from = inner.sender();
        return ifExists(from, message, origin, () -> {
            AtomicReference<@Nullable StanzaError> refusal = new AtomicReference<>();
            ActingFor user = new ActingFor(
                    from, origin.loop(), answer -> OwnRefusal.of(answer).ifPresent(refusal::set));
            return routing.router().submit(inner, user).thenApply(done -> {
                StanzaError error = refusal.get();
                return error == null ? Verdict.handled() : Verdict.reject(error);
            });
        });
    }

    private boolean isRejectedAdvertisement(Message message, Origin origin) {
        return entities.find(entity(message, origin))
                .filter(entity -> entity.wasAdvertised(message.id()))
                .isPresent();
    }

    /** Goes on if there is such an account, or if it is a host: last of all, so that only who may act learns of it. */
    private Verdict ifExists(Jid who, Stanza outer, Origin origin, Supplier<CompletionStage<Verdict>> next) {
        if (!who.hasLocal()) {
            return Verdict.later(next.get());
        }
        return Verdict.later(Stages.compose(context.stores().accounts().exists(who), origin.loop(), exists -> {
            if (exists) {
                return next.get();
            }
            return CompletableFuture.completedStage(Acts.refuse(outer, noAccount(who)));
        }));
    }

    private static RefusedException noAccount(Jid who) {
        return RefusedException.forbidden("there is no account " + who);
    }

    /** An account was deleted: what waits for an answer in its name is given up. */
    void accountLeft(Jid account) {
        open.cancel(account);
    }
}
