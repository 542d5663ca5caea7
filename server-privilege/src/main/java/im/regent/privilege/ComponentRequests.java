package im.regent.privilege;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What components ask for: decides who may, and lets the account's own way do the rest. Ordinary stanzas pass untouched.
 * Runs on the component's loop.
 */
final class ComponentRequests {
    /** Below the 120 s that component libraries wait. */
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(ComponentRequests.class);
    private static final Logger security = LoggerFactory.getLogger("security");

    private final FeatureContext context;
    private final Routing routing;
    private final PrivilegedEntities entities;

    ComponentRequests(FeatureContext context, PrivilegedEntities entities) {
        this.context = context;
        this.routing = context.routing();
        this.entities = entities;
    }

    Verdict iq(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Iq iq) || !iq.isRequest()) {
            return Verdict.pass();
        }
        try {
            if (iq.request().namespace().equals(PrivilegeXml.NAMESPACE)) {
                return privilegedIq(iq, origin);
            }
            return iq.request().name().equals(PrivilegeXml.ROSTER_QUERY) ? roster(iq, origin) : Verdict.pass();
        } catch (RefusedException e) {
            return refuse(iq, e);
        }
    }

    private Verdict privilegedIq(Iq iq, Origin origin) throws RefusedException {
        if (!iq.request().name().equals(PrivilegedIq.WRAPPER)) {
            throw RefusedException.forbidden("<" + iq.request().localName() + "/> is no request");
        }
        PrivilegedIq privileged = PrivilegedIq.parse(iq, entities.grants());
        return ifExists(privileged.account(), iq, origin, () -> {
            routing.ask(privileged.account(), privileged.request(), origin, DEADLINE)
                    .thenAccept(answer -> origin.reply(privileged.answer(answer)));
            // What others answer is not waited for: the component's next stanza may follow.
            return CompletableFuture.completedStage(Verdict.handled());
        });
    }

    private Verdict roster(Iq iq, Origin origin) throws RefusedException {
        Optional<Jid> account = iq.to().filter(to -> to.hasLocal() && to.isBare());
        Optional<Grant> grant = account.flatMap(to -> entities.grants().find(to.domain(), iq.sender()));
        if (account.isEmpty() || grant.isEmpty()) {
            return Verdict.pass();
        }
        if (!grant.get().roster().allows(iq.type())) {
            throw RefusedException.forbidden("roster " + iq.type().value() + " is not granted to " + iq.sender());
        }
        boolean isAdmins = entities.grants().isAdmin(account.get());
        if (iq.type() == Iq.Type.SET && grant.get().sparesAdmins() && isAdmins) {
            throw RefusedException.forbidden("nobody may act as an administrator");
        }
        Iq request = Iq.request(iq.type(), iq.id(), iq.request());
        // A roster is local storage, so the lane waits: what an entity asks of one account is done in order.
        return Verdict.later(routing.ask(account.get(), request, origin, DEADLINE)
                .thenApply(answer -> Verdict.reply(answered(iq, answer))));
    }

    private static Iq answered(Iq iq, Optional<Iq> answer) {
        return answer.map(found -> found.withFrom(iq.receiver()).withTo(iq.sender()))
                .orElseGet(() -> iq.error(StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "no answer in time")));
    }

    Verdict message(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Message message)) {
            return Verdict.pass();
        }
        if (message.isError() && isRejectedAdvertisement(message)) {
            log.warn("an entity does not take the advertisement of its privileges: {}", message.sender());
            return Verdict.drop("an answer to an advertisement");
        }
        if (!PrivilegeXml.hasPrivilege(message)) {
            return Verdict.pass();
        }
        try {
            Message inner = PrivilegedMessage.parse(message, entities.grants());
            Jid from = inner.sender();
            return ifExists(
                    from,
                    message,
                    origin,
                    () -> routing.router()
                            .submit(inner, ActingFor.unanswered(from, origin.loop()))
                            .thenApply(done -> Verdict.handled()));
        } catch (RefusedException e) {
            return refuse(message, e);
        }
    }

    private boolean isRejectedAdvertisement(Message message) {
        return entities.find(message.sender())
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
            RefusedException refused = RefusedException.forbidden("there is no account " + who);
            return CompletableFuture.completedStage(refuse(outer, refused));
        }));
    }

    private static Verdict refuse(Stanza stanza, RefusedException refused) {
        security.info(
                "privilege refused: entity={} to={} {}", stanza.sender(), stanza.receiver(), refused.getMessage());
        return Verdict.reject(refused.error());
    }
}
