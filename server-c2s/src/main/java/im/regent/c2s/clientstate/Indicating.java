package im.regent.c2s.clientstate;

import im.regent.core.routing.Attachment;
import im.regent.core.routing.BindOption;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.Attention;
import im.regent.core.session.Session;
import im.regent.core.session.Sieve;
import im.regent.core.session.Valve;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a client says of its state, once its resource is bound (§3.2). */
final class Indicating implements StreamFeature, BindOption {
    static final String NAMESPACE = "urn:xmpp:csi:0";

    private static final String ACTIVE = "active";

    private final Scheduler scheduler;
    private final ClientStateSettings settings;
    private final Consumer<Session> attended;

    Indicating(Scheduler scheduler, ClientStateSettings settings, Consumer<Session> attended) {
        this.scheduler = scheduler;
        this.settings = settings;
        this.attended = attended;
    }

    @Override
    public Set<StreamFact> needs() {
        return Set.of(StreamFact.BOUND);
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of();
    }

    /** It was announced before. */
    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        return Optional.empty();
    }

    @Override
    public Set<Name> claims() {
        return Set.of(new Name(NAMESPACE, ACTIVE), new Name(NAMESPACE, "inactive"));
    }

    /**
     * §4: "all actions triggered by a CSI nonza sent to the server must happen before processing further requests from the same
     * client".
     */
    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) {
        Attachment connection = stream.bound(Attachment.class).orElseThrow();
        Runnable change = () -> change(connection, element.localName().equals(ACTIVE));
        if (connection.isAtHome()) {
            change.run();
            return Stages.done();
        }
        return CompletableFuture.runAsync(change, connection.session().loop());
    }

    @Override
    public String feature() {
        return NAMESPACE;
    }

    @Override
    public Set<Name> requests() {
        return claims();
    }

    /** XEP-0386: "the session must begin in that state". */
    @Override
    public Optional<Element> enable(Element request, ClientSession session) {
        change(session, request.localName().equals(ACTIVE));
        return Optional.empty();
    }

    /** On the session's loop. What a connection says that is not the session's any more counts for nothing. */
    private void change(Attachment connection, boolean isActive) {
        ClientSession session = connection.session();
        if (session.attachment().filter(connection::equals).isEmpty()) {
            return;
        }
        change(session, isActive);
    }

    private void change(ClientSession session, boolean isActive) {
        session.state(Attention.class, Attention::new).turn(isActive);
        Optional<Held> known = session.state(Held.class);
        if (isActive) {
            known.ifPresent(Held::active);
            attended.accept(session);
        } else {
            known.orElseGet(() -> begin(session)).inactive();
        }
    }

    private Held begin(ClientSession session) {
        Held held = session.state(
                Held.class, () -> new Held(new Sieve(session.jid().bare()), settings, scheduler, session.loop()));
        session.insert(Valve.Place.CLIENT_STATE, held);
        return held;
    }
}
