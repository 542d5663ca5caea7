package im.regent.c2s;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.ClientSession;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
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
import im.regent.core.xml.XmlWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Resource binding (RFC 6120 §7). */
final class Binding implements StreamFeature {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-bind";
    private static final int MAX_FAILURES = 5;

    /** How often binding has failed on one stream. */
    private static final class Failures {
        private int count;
    }

    /** A well-formed request, and the address that it asks for. */
    private record Request(Element element, Jid jid, NegotiatedStream stream) {
        Request with(Jid other) {
            return new Request(element, other, stream);
        }
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
    public Set<Name> requests() {
        return Set.of(new Name(NAMESPACE, "bind"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        Jid account = stream.account().orElseThrow();
        try {
            Iq request = (Iq) Stanza.parse(element.without("from"));
            if (!request.isRequest() || !isForServer(request, account)) {
                throw new StreamException(StreamCondition.NOT_AUTHORIZED, "bind a resource first");
            }
            if (request.type() != Iq.Type.SET) {
                return refuse(element, stream, StanzaError.of(Condition.BAD_REQUEST, "binding is a set"));
            }
            return bind(new Request(element, address(request, account), stream));
        } catch (MalformedStanzaException e) {
            return refuse(element, stream, e.error());
        } catch (MalformedJidException e) {
            return refuse(element, stream, StanzaError.of(Condition.BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    /** RFC 6120 §7.1: what is for others has to wait until a resource is bound. */
    private static boolean isForServer(Iq request, Jid account) {
        return request.to()
                .map(to -> to.equals(account) || to.equals(account.domainJid()))
                .orElse(true);
    }

    private Jid address(Iq request, Jid account) throws MalformedJidException {
        String wish = request.request()
                .child(NAMESPACE, "resource")
                .map(Element::text)
                .orElse("");
        return account.withResource(wish.isEmpty() ? routing.newId() : wish);
    }

    private CompletionStage<Void> bind(Request request) {
        Optional<Session> holder = routing.sessions().find(request.jid());
        if (holder.isEmpty()) {
            return grant(request);
        }
        return switch (settings.resourceConflict()) {
            case REPLACE -> replace(holder.get(), request);
            case RENAME -> bind(request.with(renamed(request.jid())));
            case REFUSE ->
                refuse(
                        request.element(),
                        request.stream(),
                        StanzaError.of(Condition.CONFLICT, "the resource is in use")
                                .as(ErrorType.MODIFY));
        };
    }

    /** The old session has to end first, and be seen to end: its last presence must not follow the new one's first. */
    private CompletionStage<Void> replace(Session old, Request request) {
        return old.close(StreamError.of(StreamCondition.CONFLICT, "a new connection took the resource"))
                .thenComposeAsync(
                        closed -> bind(request), request.stream().transport().loop());
    }

    private Jid renamed(Jid jid) {
        try {
            return jid.bare().withResource(routing.newId());
        } catch (MalformedJidException e) {
            throw new IllegalStateException("ids are valid resources", e);
        }
    }

    private CompletionStage<Void> grant(Request request) {
        Jid jid = request.jid();
        NegotiatedStream stream = request.stream();
        if (routing.sessions().of(jid).size() >= settings.maxResources()) {
            return refuse(
                    request.element(), stream, StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many resources"));
        }
        ClientSession session = new ClientSession(routing, jid, stream.transport(), stream.streamId(), stream.lang());
        if (session.start().isPresent()) {
            // Two streams took the address at the same moment, and this one came second.
            return bind(request);
        }
        Element result = Element.of(NAMESPACE, "bind").plus(Element.text(NAMESPACE, "jid", jid.toString()));
        stream.transport().send(answer(request.element(), "result").plus(result));
        stream.bound(session);
        return Stages.done();
    }

    private static CompletionStage<Void> refuse(Element request, NegotiatedStream stream, StanzaError error) {
        Failures failures = stream.state(Failures.class, Failures::new);
        failures.count++;
        if (failures.count > MAX_FAILURES) {
            // RFC 6120 §7.7.3: "between 5 and 10" attempts, then policy-violation.
            return CompletableFuture.failedFuture(
                    new StreamException(StreamCondition.POLICY_VIOLATION, "binding failed too often"));
        }
        stream.transport().send(answer(request, "error").plus(error.xml()));
        return Stages.done();
    }

    /** No addresses: the client has none yet. */
    private static Element answer(Element request, String type) {
        Element answer = Element.of(XmlWriter.CLIENT, "iq").with("type", type);
        String id = request.attribute("id", "");
        return id.isEmpty() ? answer : answer.with("id", id);
    }
}
