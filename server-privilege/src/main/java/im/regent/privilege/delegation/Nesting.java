package im.regent.privilege.delegation;

import im.regent.core.feature.Identity;
import im.regent.core.feature.InfoForm;
import im.regent.core.feature.Overlay;
import im.regent.core.jid.Jid;
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
 * Asks managing entities what they have to say of their namespaces, once for each connection, and shows it in place of what the
 * server would say (XEP-0355 §7.2). Safe for every thread.
 */
final class Nesting {
    private static final Logger log = LoggerFactory.getLogger(Nesting.class);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Routing routing;
    private final Scheduler scheduler;
    private final Delegations delegations;
    private final Managers managers;

    Nesting(Routing routing, Scheduler scheduler, Delegations delegations, Managers managers) {
        this.routing = routing;
        this.scheduler = scheduler;
        this.delegations = delegations;
        this.managers = managers;
    }

    /** A managing entity connected: asks for everything, on the stream's loop. */
    void ask(ManagerStream stream, String host, Delegation delegation) {
        if (!delegation.isRemaining()) {
            ask(stream, host, delegation, Target.HOST, true);
            ask(stream, host, delegation, Target.ACCOUNT, true);
        }
    }

    private void ask(ManagerStream stream, String host, Delegation delegation, Target target, boolean mayRetry) {
        String separator = target == Target.HOST ? "::" : ":bare:";
        String node = DelegationXml.NAMESPACES + delegation.version() + separator + delegation.namespace();
        Element query = Element.of(NestedInfo.INFO, "query").with("node", node);
        Iq request = Iq.request(Iq.Type.GET, routing.newId(), query);
        routing.askComponent(stream.link(), Jid.valueOf(host), request, DEADLINE)
                .thenAccept(answer -> {
                    Optional<NestedInfo> info = answer.flatMap(found -> NestedInfo.parse(found, node));
                    if (info.isPresent()) {
                        stream.keep(host, delegation.namespace(), target, info.get());
                    } else {
                        log.debug(
                                "stream {}: no information on {}", stream.link().streamId(), node);
                        if (mayRetry) {
                            retry(stream, host, delegation, target);
                        }
                    }
                });
    }

    private void retry(ManagerStream stream, String host, Delegation delegation, Target target) {
        scheduler.after(PAUSE, stream.link().loop(), () -> {
            if (!stream.isGone()) {
                ask(stream, host, delegation, target, false);
            }
        });
    }

    /** What is shown now. */
    Overlay overlay(String host, Target target) {
        Set<String> namespaces = new HashSet<>();
        List<Identity> identities = new ArrayList<>();
        Set<String> features = new HashSet<>();
        List<InfoForm> forms = new ArrayList<>();
        for (Delegation delegation : delegations.on(host)) {
            Optional<ManagerStream> stream = managers.find(delegation.manager());
            if (stream.isEmpty() && delegation.fallback() == Fallback.BUILTIN) {
                continue;
            }
            namespaces.add(delegation.namespace());
            stream.flatMap(found -> found.nested(host, delegation.namespace(), target))
                    .ifPresent(info -> {
                        identities.addAll(info.identities());
                        features.addAll(info.features());
                        forms.addAll(info.forms());
                    });
        }
        return new Overlay(namespaces, identities, features, forms);
    }
}
