package im.regent.component;

import im.regent.core.config.Secret;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.ComponentSession;
import im.regent.core.routing.Routing;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The configured components and which of them are connected. Which are configured may change while the server runs. Safe for every
 * thread.
 */
final class Components {
    /** A configured component, and what makes it one. */
    private record Known(Secret secret, ComponentDomain route, List<Registration> registrations) {
        Known with(Secret newSecret) {
            return new Known(newSecret, route, registrations);
        }

        void unregister() {
            registrations.forEach(Registration::close);
        }

        boolean hasSecret(Secret other) {
            return secret.reveal().equals(other.reveal());
        }
    }

    private final FeatureContext context;
    private final ComponentSettings settings;
    private volatile Map<String, Known> byDomain = Map.of();

    Components(FeatureContext context, ComponentSettings settings) {
        this.context = context;
        this.settings = settings;
        configure(settings.secrets());
        context.own(() -> byDomain.values().forEach(Known::unregister));
    }

    /**
     * From now on these are configured and no others. The stream of one that is not any more ends, and that of one whose secret has
     * changed: it was for whoever knew the old one.
     *
     * @param secrets by domain
     * @return when the ends of these streams have been published
     */
    synchronized CompletionStage<Void> configure(Map<String, Secret> secrets) {
        Map<String, Known> before = byDomain;
        Map<String, Known> after = new HashMap<>();
        secrets.forEach((domain, secret) -> {
            Known known = before.get(domain);
            after.put(domain, known == null ? add(domain, secret) : known.with(secret));
        });
        byDomain = Map.copyOf(after);
        List<CompletionStage<Void>> ends = new ArrayList<>();
        before.forEach((domain, known) -> {
            Known now = after.get(domain);
            if (now == null) {
                known.unregister();
                ends.add(end(known, StreamCondition.HOST_GONE, "this component is not configured any more"));
            } else if (!now.hasSecret(known.secret())) {
                ends.add(end(known, StreamCondition.NOT_AUTHORIZED, "this component has another secret now"));
            }
        });
        return Stages.all(ends);
    }

    private Known add(String domain, Secret secret) {
        ComponentDomain route = new ComponentDomain();
        return new Known(
                secret,
                route,
                List.of(
                        context.routing().router().bind(domain, route),
                        context.advertised().item(Jid.valueOf(domain))));
    }

    private static CompletionStage<Void> end(Known known, StreamCondition condition, String why) {
        Optional<ComponentSession> connected = known.route().connected();
        connected.ifPresent(session -> {
            known.route().disconnect(session);
            session.close(StreamError.of(condition, why));
        });
        return connected.map(ComponentSession::ended).orElse(Stages.done());
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
        Known known = byDomain.get(domain);
        return known != null
                && MessageDigest.isEqual(
                        digest(streamId + known.secret().reveal()).getBytes(StandardCharsets.US_ASCII),
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
        return route(domain).flatMap(ComponentDomain::connected);
    }

    /**
     * Routes stanzas to the component, unless another stream of it is there, or it may not connect any more.
     *
     * @param isStillValid whether its handshake would be accepted now
     */
    synchronized void connect(String domain, ComponentSession session, BooleanSupplier isStillValid) {
        Optional<ComponentDomain> route = route(domain);
        if (route.isEmpty() || !isStillValid.getAsBoolean()) {
            session.close(StreamError.of(StreamCondition.NOT_AUTHORIZED, "the configuration has changed"));
            return;
        }
        route.get()
                .connect(session)
                .ifPresent(first -> session.close(StreamError.of(
                        StreamCondition.CONFLICT, "another stream of this component connected at the same moment")));
    }

    /** Ends the old stream of a component that has connected again; tells when its end has been published. */
    CompletionStage<Void> replace(String domain, ComponentSession old) {
        route(domain).ifPresent(route -> route.disconnect(old));
        old.close(StreamError.of(StreamCondition.CONFLICT, "a new connection took over"));
        return old.ended();
    }

    void disconnect(String domain, ComponentSession session) {
        route(domain).ifPresent(route -> route.disconnect(session));
        session.end();
    }

    private Optional<ComponentDomain> route(String domain) {
        return Optional.ofNullable(byDomain.get(domain)).map(Known::route);
    }
}
