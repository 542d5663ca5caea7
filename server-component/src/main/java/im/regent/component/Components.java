package im.regent.component;

import im.regent.core.config.Secret;
import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.ComponentSession;
import im.regent.core.routing.Routing;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The configured components and which of them are connected. Safe for every thread. */
final class Components {
    private final FeatureContext context;
    private final ComponentSettings settings;
    private final Map<String, ComponentDomain> byDomain;

    Components(FeatureContext context, ComponentSettings settings) {
        this.context = context;
        this.settings = settings;
        Map<String, ComponentDomain> domains = new HashMap<>();
        for (String domain : settings.secrets().keySet()) {
            ComponentDomain route = new ComponentDomain();
            domains.put(domain, route);
            context.own(context.routing().router().bind(domain, route));
            context.own(context.advertised().item(Jid.valueOf(domain)));
        }
        this.byDomain = Map.copyOf(domains);
    }

    ComponentSettings settings() {
        return settings;
    }

    Routing routing() {
        return context.routing();
    }

    String newId() {
        return context.routing().newId();
    }

    String domains() {
        return new TreeSet<>(byDomain.keySet()).toString();
    }

    /** The address of a configured component, if this is one. */
    Optional<Jid> domain(String text) {
        try {
            return Optional.of(Jid.parse(text)).filter(jid -> byDomain.containsKey(jid.toString()));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** XEP-0114 §3, step 3: the SHA-1 of stream id and secret, in small hexadecimal digits; compared in constant time. */
    boolean isValid(String domain, String streamId, String handshake) {
        Secret secret = settings.secrets().get(domain);
        return secret != null
                && MessageDigest.isEqual(
                        digest(streamId + secret.reveal()).getBytes(StandardCharsets.US_ASCII),
                        handshake.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    Optional<ComponentSession> connected(String domain) {
        return route(domain).connected();
    }

    void connect(String domain, ComponentSession session) {
        Optional<ComponentSession> other = route(domain).connect(session);
        other.ifPresent(first -> session.close(StreamError.of(
                StreamCondition.CONFLICT, "another stream of this component connected at the same moment")));
    }

    /** Ends the old stream of a component that has connected again; tells when its end has been published. */
    CompletionStage<Void> replace(String domain, ComponentSession old) {
        route(domain).disconnect(old);
        old.close(StreamError.of(StreamCondition.CONFLICT, "a new connection took over"));
        return old.ended();
    }

    void disconnect(String domain, ComponentSession session) {
        route(domain).disconnect(session);
        session.end();
    }

    private ComponentDomain route(String domain) {
        ComponentDomain route = byDomain.get(domain);
        if (route == null) {
            throw new IllegalStateException("not a component: " + domain);
        }
        return route;
    }
}
