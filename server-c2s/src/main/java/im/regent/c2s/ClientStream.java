package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.BoundStream;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's stream from its first header to a bound resource: the negotiation loop of RFC 6120 §4.3.
 *
 * <p>It knows no feature by name. At each header it offers the features whose facts hold; a first-level element goes to the
 * feature that claims it, if that feature's facts hold and it is offered. Everything else is refused: the default is deny.
 * Once a resource is bound, elements that no feature claims go to the session.
 */
final class ClientStream implements StreamHandler, NegotiatedStream {
    private final ClientStreams shared;
    private final StreamTransport transport;
    private final Set<StreamFact> facts = EnumSet.noneOf(StreamFact.class);
    private Map<Class<?>, Object> states = new HashMap<>(2);
    private String streamId;
    private String host = "";
    private final List<Cancellable> owned = new ArrayList<>(1);
    private @Nullable ClientHeader opening;
    private @Nullable Jid account;
    private @Nullable BoundStream bound;
    private boolean isGone;

    ClientStream(ClientStreams shared, StreamTransport transport) {
        this.shared = shared;
        this.transport = transport;
        this.streamId = shared.newId();
        shared.came(this);
        transport.limits(shared.settings().limits(false));
        transport.rate(shared.settings().rate());
        // §4.6.3: policy-violation "if the connection has exceeded a local timeout policy".
        transport.deadline(
                shared.settings().headerTimeout(),
                StreamError.of(StreamCondition.POLICY_VIOLATION, "no stream header came in time"));
    }

    @Override
    public void opened(StreamHeader header) throws StreamException {
        if (opening == null) {
            transport.deadline(
                    shared.settings().loginTimeout(),
                    StreamError.of(StreamCondition.POLICY_VIOLATION, "the login took too long"));
        } else {
            // RFC 6120 §4.3.3: the new stream has a new id.
            streamId = shared.newId();
        }
        if (transport.tls().isPresent() && facts.add(StreamFact.SECURE)) {
            // §5.4.3.3: "MUST discard any information [...] obtained from the initiating entity in an insecure manner".
            states = new HashMap<>(2);
            host = "";
        }
        ClientHeader read = ClientHeader.read(header);
        String answering = host.isEmpty() && shared.isHost(read.host()) ? read.host() : host;
        // §4.9.1.2: whatever is wrong with the header, ours comes first.
        transport.open(read.answer(answering.isEmpty() ? shared.defaultHost() : answering, streamId));
        check(read, answering);
        opening = read;
        host = answering;
        announce();
    }

    private void check(ClientHeader header, String answering) throws StreamException {
        if (!header.namespace().equals(XmlWriter.CLIENT)) {
            throw new StreamException(StreamCondition.INVALID_NAMESPACE, "clients' streams are in jabber:client");
        }
        if (!header.isSupported()) {
            throw new StreamException(StreamCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
        }
        checkHost(header, answering);
        if (account != null) {
            checkIdentity(header, account);
        } else {
            checkRoom();
        }
    }

    private void checkRoom() throws StreamException {
        Optional<StreamError> refusal = transport.refusal();
        if (refusal.isPresent()) {
            throw new StreamException(refusal.get());
        }
        if (shared.isFull()) {
            throw full();
        }
    }

    private static StreamException full() {
        return new StreamException(StreamCondition.RESOURCE_CONSTRAINT, "the server is full");
    }

    /** The host is fixed by the first header in TLS, and TLS for one of our hosts is not TLS for another. */
    private void checkHost(ClientHeader header, String answering) throws StreamException {
        if (answering.isEmpty() && shared.settings().otherHosts().isGone(header.host())) {
            throw new StreamException(StreamCondition.HOST_GONE, "this domain is not served here any more");
        }
        boolean isOther = transport
                .tls()
                .flatMap(TlsFacts::requestedHost)
                .filter(sni -> shared.isHost(sni) && !sni.equals(answering))
                .isPresent();
        if (answering.isEmpty() || !header.host().equals(answering) || isOther) {
            throw new StreamException(
                    StreamCondition.HOST_UNKNOWN, "'to' must be a host of this server, always the same");
        }
        Optional<String> other = shared.settings().otherHosts().insteadOf(answering);
        if (other.isPresent() && facts.contains(StreamFact.SECURE)) {
            // §4.9.3.19: not "until after the confidentiality and integrity of the stream have been protected via TLS".
            throw new StreamException(StreamError.seeOtherHost(other.get()));
        }
    }

    private static void checkIdentity(ClientHeader header, Jid identity) throws StreamException {
        if (header.isClaiming() && !header.client().equals(identity.toString())) {
            throw new StreamException(StreamCondition.INVALID_FROM, "'from' is not who authenticated");
        }
    }

    @Override
    public void announce() {
        Element features = Element.of(XmlWriter.STREAMS, "features");
        for (StreamFeature feature : shared.features()) {
            if (isOpen(feature)) {
                Optional<Element> offer = feature.offer(this);
                features = offer.isPresent() ? features.plus(offer.get()) : features;
            }
        }
        transport.send(features);
    }

    private boolean isOpen(StreamFeature feature) {
        return facts.containsAll(feature.needs()) && feature.forbids().stream().noneMatch(facts::contains);
    }

    @Override
    public CompletionStage<Void> received(Element element) throws StreamException {
        if (element.is(XmlWriter.STREAMS, "error")) {
            // §4.9.1.1: "Stream-level errors are unrecoverable": whoever sent one is done with this stream.
            transport.close();
            return Stages.done();
        }
        boolean isStanza = Stanza.isStanza(element);
        if (bound != null && isStanza) {
            return bound.received(element);
        }
        Optional<StreamFeature> taker =
                isStanza ? shared.takerOfRequest(element, this::isOpen) : shared.takerOf(element.name(), this::isOpen);
        if (taker.isPresent() && (bound != null || taker.get().offer(this).isPresent())) {
            return taker.get().received(element, this);
        }
        Optional<Element> refusal = shared.claimantOf(element.name()).flatMap(StreamFeature::refusal);
        if (refusal.isEmpty()) {
            throw error(element);
        }
        transport.send(refusal.get());
        transport.close();
        return Stages.done();
    }

    private StreamException error(Element element) {
        if (Stanza.isStanza(element)) {
            // RFC 6120 §4.9.3.12: "the initiating entity has attempted to send data before the stream has been
            // authenticated".
            return new StreamException(StreamCondition.NOT_AUTHORIZED, "log in and bind a resource first");
        }
        return shared.claimantOf(element.name()).isPresent()
                ? new StreamException(
                        StreamCondition.POLICY_VIOLATION, "<" + element.localName() + "/> is not possible now")
                : new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE, "this element means nothing here");
    }

    @Override
    public void disconnected(Optional<StreamError> error) {
        isGone = true;
        shared.gone(this);
        owned.forEach(Cancellable::cancel);
        if (account != null) {
            shared.left();
        }
        if (bound != null) {
            bound.end(error);
        }
    }

    @Override
    public void closed() {
        if (bound != null) {
            bound.closed();
        }
    }

    @Override
    public StreamTransport transport() {
        return transport;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String streamId() {
        return streamId;
    }

    @Override
    public String lang() {
        return opening == null ? "" : opening.lang();
    }

    @Override
    public Optional<Jid> claimed() {
        return opening == null || opening.client().isEmpty()
                ? Optional.empty()
                : Optional.of(Jid.valueOf(opening.client()));
    }

    @Override
    public Set<StreamFact> facts() {
        return facts;
    }

    @Override
    public Optional<Jid> account() {
        return Optional.ofNullable(account);
    }

    @Override
    public void authenticated(Jid newAccount) throws StreamException {
        if (opening != null && facts.contains(StreamFact.SECURE)) {
            // RFC 6120 §6.4.6: a 'from' counts only if TLS protected it.
            checkIdentity(opening, newAccount);
        }
        if (!isGone && !shared.loggedIn()) {
            throw full();
        }
        account = newAccount;
        transport.authenticated();
        facts.add(StreamFact.AUTHENTICATED);
        transport.limits(shared.settings().limits(true));
    }

    @Override
    public void bound(BoundStream newBound) {
        bound = newBound;
        if (isGone) {
            // The connection was lost while the resource was being bound.
            newBound.end(Optional.empty());
        }
        facts.add(StreamFact.BOUND);
        states = Map.of();
        transport.cancelDeadline();
    }

    @Override
    public void own(Cancellable task) {
        if (isGone) {
            task.cancel();
        } else {
            owned.add(task);
        }
    }

    @Override
    public <T extends BoundStream> Optional<T> bound(Class<T> type) {
        return Optional.ofNullable(bound).filter(type::isInstance).map(type::cast);
    }

    @Override
    public <T> T state(Class<T> key, Supplier<T> initial) {
        return key.cast(states.computeIfAbsent(key, unused -> initial.get()));
    }
}
