package im.regent.privilege.delegation;

import im.regent.core.feature.Identity;
import im.regent.core.feature.InfoForm;
import im.regent.core.feature.Overlay;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Exchange;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.time.Scheduler;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks managing entities what they have to say of their namespaces, once for each connection and each change of a delegation, and
 * shows it in place of what the server would say (XEP-0355 §7.2). Safe for every thread.
 */
final class Nesting {
    private static final Logger log = LoggerFactory.getLogger(Nesting.class);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Routing routing;
    private final Scheduler scheduler;

    Nesting(Routing routing, Scheduler scheduler) {
        this.routing = routing;
        this.scheduler = scheduler;
    }

    /** An entity manages something new: asks for everything. */
    void ask(ManagerStream stream, ManagerStream.Question question) {
        if (!question.delegation().isRemaining()) {
            ask(stream, question, Target.HOST, true);
            ask(stream, question, Target.ACCOUNT, true);
        }
    }

    private void ask(ManagerStream stream, ManagerStream.Question question, Target target, boolean mayRetry) {
        Delegation delegation = question.delegation();
        String separator = target == Target.HOST ? "::" : ":bare:";
        String node = DelegationXml.NAMESPACES + delegation.version() + separator + delegation.namespace();
        Element query = Element.of(NestedInfo.INFO, "query").with("node", node);
        Iq request = Iq.request(Iq.Type.GET, routing.newId(), query);
        Exchange exchange = routing.askComponent(stream.link(), Jid.valueOf(question.host()), request, DEADLINE);
        question.questions().opened(exchange);
        exchange.answer().thenAccept(answer -> {
            question.questions().closed(exchange);
            if (question.isOver()) {
                return;
            }
            Optional<NestedInfo> info = answer.flatMap(found -> NestedInfo.parse(found, node));
            if (info.isPresent()) {
                question.assignment().keep(target, info.get());
                return;
            }
            log.debug("stream {}: no information on {}", stream.link().streamId(), node);
            if (mayRetry) {
                retry(stream, question, target);
            } else {
                question.assignment().forget(target);
            }
        });
    }

    private void retry(ManagerStream stream, ManagerStream.Question question, Target target) {
        scheduler.after(PAUSE, stream.link().loop(), () -> {
            if (!stream.isGone() && !question.isOver()) {
                ask(stream, question, target, false);
            }
        });
    }

    /** What is shown now. */
    static Overlay overlay(DelegationsInForce delegations, String host, Target target) {
        Set<String> namespaces = new HashSet<>();
        List<Identity> identities = new ArrayList<>();
        Set<String> features = new HashSet<>();
        List<InfoForm> forms = new ArrayList<>();
        for (Delegation delegation : delegations.now().on(host)) {
            Optional<ManagerStream> stream = delegations.stream(delegation.manager());
            if (stream.isEmpty() && delegation.fallback() == Fallback.BUILTIN) {
                continue;
            }
            namespaces.add(delegation.namespace());
            stream.flatMap(found -> found.assignment(host, delegation.namespace()))
                    .flatMap(assignment -> assignment.nested(target))
                    .ifPresent(info -> {
                        identities.addAll(info.identities());
                        features.addAll(info.features());
                        forms.addAll(info.forms());
                    });
        }
        return new Overlay(namespaces, identities, features, forms);
    }
}
