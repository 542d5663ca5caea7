package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
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
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import java.util.EnumSet;
import java.util.HashMap;
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
    private static final String VERSION = "1.0";

    private final ClientStreams shared;
    private final StreamTransport transport;
    private final Set<StreamFact> facts = EnumSet.noneOf(StreamFact.class);
    private Map<Class<?>, Object> states = new HashMap<>(2);
    private String streamId;
    private String host = "";
    private String lang = "";
    private @Nullable Jid account;
    private @Nullable BoundStream bound;
    private boolean isGone;

    ClientStream(ClientStreams shared, StreamTransport transport) {
        this.shared = shared;
        this.transport = transport;
        this.streamId = shared.newId();
        transport.limits(StreamLimits.beforeAuthentication());
        transport.deadline(
                shared.settings().headerTimeout(),
                StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "no stream header came in time"));
    }

    @Override
    public void opened(StreamHeader header) throws StreamException {
        boolean isFirst = host.isEmpty();
        if (isFirst) {
            transport.deadline(
                    shared.settings().loginTimeout(),
                    StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the login took too long"));
        } else {
            // RFC 6120 §4.3.3: the new stream has a new id.
            streamId = shared.newId();
        }
        if (transport.tls().isPresent() && facts.add(StreamFact.SECURE)) {
            // RFC 6120 §5.4.3.3: what was learnt, and offered, in the clear is forgotten.
            states = new HashMap<>(2);
        }
        String requested = checkedHost(header, isFirst);
        transport.open(new StreamHeader(
                XmlWriter.CLIENT, requested, clientAddress(header), streamId, VERSION, serverLang(header)));
        check(header);
        host = requested;
        lang = header.lang();
        sendFeatures();
    }

    /** RFC 6120 §4.9.3.6; and reliability: the host is fixed by the first header. */
    private String checkedHost(StreamHeader header, boolean isFirst) throws StreamException {
        String requested;
        try {
            requested = Jid.parse(header.to()).domain();
        } catch (MalformedJidException e) {
            requested = "";
        }
        if (!shared.isHost(requested) || !isFirst && !requested.equals(host)) {
            throw new StreamException(
                    StreamCondition.HOST_UNKNOWN,
                    header.to().isEmpty() ? "the stream header needs a 'to'" : "this server does not serve that host");
        }
        return requested;
    }

    /** RFC 6120 §4.7.2: "the value of the 'to' attribute MUST be the bare JID specified in the 'from'". */
    private static String clientAddress(StreamHeader header) {
        try {
            return header.from().isEmpty()
                    ? ""
                    : Jid.parse(header.from()).bare().toString();
        } catch (MalformedJidException e) {
            return "";
        }
    }

    /** RFC 6120 §4.7.4: the texts of this server are in English. */
    private static String serverLang(StreamHeader header) {
        return header.lang().startsWith("en") ? header.lang() : "en";
    }

    private void check(StreamHeader header) throws StreamException {
        if (!header.namespace().equals(XmlWriter.CLIENT)) {
            throw new StreamException(StreamCondition.INVALID_NAMESPACE, "clients' streams are in jabber:client");
        }
        // RFC 6120 §4.7.5: the numbers are compared as numbers, so 1.10 is more than 1.9 and still speaks 1.0.
        if (!header.version().matches("[1-9][0-9]{0,3}\\.[0-9]{1,4}")) {
            throw new StreamException(StreamCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
        }
        boolean isOther = account != null
                && !header.from().isEmpty()
                && !clientAddress(header).equals(account.toString());
        if (isOther) {
            // RFC 6120 §6.4.6: after SASL the header's 'from' cannot name somebody else.
            throw new StreamException(StreamCondition.INVALID_FROM, "'from' is not who authenticated");
        }
    }

    private void sendFeatures() {
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
        Optional<StreamFeature> claimant = shared.claimant(claimName(element), this::isOpen);
        if (claimant.isPresent() && (bound != null || claimant.get().offer(this).isPresent())) {
            return claimant.get().received(element, this);
        }
        if (bound != null) {
            return bound.received(element);
        }
        throw refusal(element);
    }

    /** An IQ before a resource is bound is named by its payload; afterwards it is a stanza like any other. */
    private Name claimName(Element element) {
        boolean isIq = bound == null && element.is(XmlWriter.CLIENT, "iq");
        return isIq ? element.firstChild().map(Element::name).orElse(element.name()) : element.name();
    }

    private StreamException refusal(Element element) {
        if (Stanza.isStanza(element)) {
            // RFC 6120 §4.9.3.12: "the initiating entity has attempted to send data before the stream has been
            // authenticated".
            return new StreamException(StreamCondition.NOT_AUTHORIZED, "log in and bind a resource first");
        }
        return shared.isKnown(element.name())
                ? new StreamException(
                        StreamCondition.POLICY_VIOLATION, "<" + element.localName() + "/> is not possible now")
                : new StreamException(
                        StreamCondition.UNSUPPORTED_STANZA_TYPE, "<" + element.localName() + "/> means nothing here");
    }

    @Override
    public void disconnected(Optional<StreamError> error) {
        isGone = true;
        if (bound != null) {
            bound.end();
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
        return lang;
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
    public void authenticated(Jid newAccount) {
        account = newAccount;
        facts.add(StreamFact.AUTHENTICATED);
        transport.limits(StreamLimits.authenticated(shared.settings().maxStanzaBytes()));
    }

    @Override
    public void bound(BoundStream newBound) {
        bound = newBound;
        if (isGone) {
            // The connection was lost while the resource was being bound.
            newBound.end();
        }
        facts.add(StreamFact.BOUND);
        states = Map.of();
        transport.cancelDeadline();
    }

    @Override
    public <T> T state(Class<T> key, Supplier<T> initial) {
        return key.cast(states.computeIfAbsent(key, unused -> initial.get()));
    }
}
