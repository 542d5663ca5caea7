package im.regent.c2s;

import im.regent.core.feature.FeatureContext;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What all clients' streams of a server share. Safe for every thread. */
final class ClientStreams {
    private final FeatureContext context;
    private final ClientSettings settings;
    private final Set<ClientStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();

    ClientStreams(FeatureContext context, ClientSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    ClientSettings settings() {
        return settings;
    }

    String newId() {
        return context.routing().newId();
    }

    /** The host in whose name somebody is answered who wants none of ours. */
    String defaultHost() {
        return context.routing().virtualHosts().get(0);
    }

    boolean isHost(String domain) {
        return context.routing().virtualHosts().contains(domain);
    }

    List<StreamFeature> features() {
        return context.offers();
    }

    void came(ClientStream stream) {
        open.add(stream);
    }

    /** Whether nobody more can log in. */
    boolean isFull() {
        return sessions.get() >= settings.maxSessions();
    }

    /** Makes room for one who has logged in, until {@link #left}; returns whether there was any. */
    boolean loggedIn() {
        if (sessions.incrementAndGet() <= settings.maxSessions()) {
            return true;
        }
        sessions.decrementAndGet();
        return false;
    }

    void left() {
        sessions.decrementAndGet();
    }

    void gone(ClientStream stream) {
        open.remove(stream);
    }

    /** Ends the streams that are still there: those without a session, about which the server knows nothing. */
    void shutDown() {
        StreamError error = StreamError.of(StreamCondition.SYSTEM_SHUTDOWN);
        open.forEach(stream -> stream.transport().close(error));
    }

    /** The feature that takes first-level elements of this name on a stream where it is open. */
    Optional<StreamFeature> takerOf(Name name, Predicate<StreamFeature> isOpen) {
        return features().stream()
                .filter(feature -> feature.claims().contains(name))
                .filter(isOpen)
                .findFirst();
    }

    /** The feature that takes this stanza before a resource is bound. */
    Optional<StreamFeature> takerOfRequest(Element stanza, Predicate<StreamFeature> isOpen) {
        Optional<Name> payload = stanza.firstChild().map(Element::name);
        if (payload.isEmpty() || !stanza.is(XmlWriter.CLIENT, "iq")) {
            return Optional.empty();
        }
        return features().stream()
                .filter(feature -> feature.requests().contains(payload.get()))
                .filter(isOpen)
                .findFirst();
    }

    /** The feature that takes elements of this name at some time. */
    Optional<StreamFeature> claimantOf(Name name) {
        return features().stream()
                .filter(feature -> feature.claims().contains(name))
                .findFirst();
    }
}
