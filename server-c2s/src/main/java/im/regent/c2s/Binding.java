package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.ClientSession;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Resource binding (RFC 6120 §7). */
final class Binding implements StreamFeature {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-bind";
    private static final int MAX_FAILURES = 5;

    /** How often binding has failed on one stream. */
    private static final class Failures {
        private int count;
    }

    private final Routing routing;
    private final ClientSettings settings;

    Binding(Routing routing, ClientSettings settings) {
        this.routing = routing;
        this.settings = settings;
    }

    @Override
    public Set<StreamFact> needs() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.BOUND);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        return Optional.of(Element.of(NAMESPACE, "bind"));
    }

    @Override
    public Set<Name> claims() {
        return Set.of(new Name(NAMESPACE, "bind"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        Iq request;
        try {
            request = (Iq) Stanza.parse(element.without("from").without("to"));
        } catch (MalformedStanzaException e) {
            throw new StreamException(StreamCondition.POLICY_VIOLATION, "binding needs a well-formed IQ");
        }
        if (request.type() != Iq.Type.SET) {
            return refuse(request, stream, StanzaError.of(Condition.BAD_REQUEST, "binding is a set"));
        }
        Jid account = stream.account().orElseThrow();
        String wish = request.request()
                .child(NAMESPACE, "resource")
                .map(Element::text)
                .orElse("");
        try {
            Jid jid = account.withResource(wish.isEmpty() ? routing.newId() : wish);
            return bind(jid, request, stream);
        } catch (MalformedJidException e) {
            return refuse(request, stream, StanzaError.of(Condition.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private CompletionStage<Void> bind(Jid jid, Iq request, NegotiatedStream stream) throws StreamException {
        Optional<Session> holder = routing.sessions().find(jid);
        if (holder.isEmpty()) {
            return routing.sessions().of(jid).size() < settings.maxResources()
                    ? grant(jid, request, stream)
                    : refuse(request, stream, StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many resources"));
        }
        return switch (settings.resourceConflict()) {
            case REPLACE -> replace(holder.get(), jid, request, stream);
            case RENAME -> grant(renamed(jid), request, stream);
            case REFUSE -> refuse(request, stream, StanzaError.of(Condition.CONFLICT, "the resource is in use"));
        };
    }

    /** The old session has to end first, and be seen to end: its last presence must not follow the new one's first. */
    private CompletionStage<Void> replace(Session old, Jid jid, Iq request, NegotiatedStream stream) {
        return old.close(StreamError.of(StreamCondition.CONFLICT, "a new connection took the resource"))
                .thenComposeAsync(
                        closed -> grant(jid, request, stream),
                        stream.transport().loop());
    }

    private Jid renamed(Jid jid) {
        try {
            return jid.bare().withResource(routing.newId());
        } catch (MalformedJidException e) {
            throw new IllegalStateException("ids are valid resources", e);
        }
    }

    private CompletionStage<Void> grant(Jid jid, Iq request, NegotiatedStream stream) {
        ClientSession session = new ClientSession(routing, jid, stream.transport(), stream.streamId(), stream.lang());
        Optional<Session> holder = session.start();
        if (holder.isPresent()) {
            // Two streams took the address at the same moment; this one came second and so takes over, once more.
            return replace(holder.get(), jid, request, stream);
        }
        Element result = Element.of(NAMESPACE, "bind").plus(Element.text(NAMESPACE, "jid", jid.toString()));
        stream.transport().send(request.result(result));
        stream.bound(session);
        return Stages.done();
    }

    private static CompletionStage<Void> refuse(Iq request, NegotiatedStream stream, StanzaError error)
            throws StreamException {
        Failures failures = stream.state(Failures.class, Failures::new);
        failures.count++;
        if (failures.count > MAX_FAILURES) {
            // RFC 6120 §7.7.3: "between 5 and 10" attempts, then policy-violation.
            throw new StreamException(StreamCondition.POLICY_VIOLATION, "binding failed too often");
        }
        stream.transport().send(request.error(error));
        return Stages.done();
    }
}
