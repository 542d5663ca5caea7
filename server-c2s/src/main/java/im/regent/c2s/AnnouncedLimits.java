package im.regent.c2s;

import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.Set;

/**
 * Tells clients the limits of their stream, from the values that are enforced (XEP-0478 0.2.0). Before authentication there
 * is no limit of idleness to tell: the login has a deadline that nothing extends.
 */
record AnnouncedLimits(ClientSettings settings) implements StreamFeature {
    private static final String NAMESPACE = "urn:xmpp:stream-limits:0";

    @Override
    public Set<StreamFact> needs() {
        // RFC 6120 §5.3.1: where TLS is mandatory, nothing else is offered before it.
        return settings.isTlsRequired() ? Set.of(StreamFact.SECURE) : Set.of();
    }

    @Override
    public Set<StreamFact> forbids() {
        // Also told to a client whose resource was bound together with its login (XEP-0386).
        return Set.of();
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        boolean isAuthenticated = stream.facts().contains(StreamFact.AUTHENTICATED);
        Element limits = Element.of(NAMESPACE, "limits")
                .plusText(
                        "max-bytes",
                        Integer.toString(settings.limits(isAuthenticated).maxBytes()));
        return Optional.of(
                isAuthenticated
                        ? limits.plusText(
                                "idle-seconds",
                                Long.toString(settings.liveness().idle().toSeconds()))
                        : limits);
    }
}
