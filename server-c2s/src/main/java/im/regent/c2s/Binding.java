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
import im.regent.core.store.Accounts;
import im.regent.core.store.StoreException;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Resource binding (RFC 6120 §7). */
final class Binding implements StreamFeature {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-bind";

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
    private final Accounts accounts;
    private final ClientSettings settings;

    Binding(Routing routing, Accounts accounts, ClientSettings settings) {
        this.routing = routing;
        this.accounts = accounts;
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
            return admit(new Request(element, address(request, account), stream));
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

    /** The login may have been before the account was disabled or deleted. */
    private CompletionStage<Void> admit(Request request) {
        NegotiatedStream stream = request.stream();
        return Stages.compose(
                objection(request.jid().bare()),
                stream.transport().loop(),
                objection ->
                        objection.isPresent() ? refuse(request.element(), stream, objection.get()) : bind(request));
    }

    private CompletionStage<Optional<StanzaError>> objection(Jid account) {
        return accounts.credentials(account).handle((found, failure) -> {
            if (failure == null) {
                // RFC 6120 §7.6.2.2: "otherwise not allowed to bind a resource to the stream".
                return found.filter(credentials -> !credentials.isDisabled()).isPresent()
                        ? Optional.empty()
                        : Optional.of(StanzaError.of(Condition.NOT_ALLOWED, "this account is disabled or gone"));
            }
            if (Stages.cause(failure) instanceof StoreException) {
                String text = "accounts cannot be read at this moment, try again later";
                return Optional.of(
                        StanzaError.of(Condition.INTERNAL_SERVER_ERROR, text).as(ErrorType.WAIT));
            }
            throw new CompletionException(Stages.cause(failure));
        });
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
        ClientSession session = new ClientSession(routing, jid, stream.transport(), stream.streamId(), stream.lang());
        return switch (session.start(settings.maxResources())) {
            case BOUND -> tell(request, session);
            // Two streams took the address at the same moment, and this one came second.
            case TAKEN -> bind(request);
            case FULL ->
                refuse(request.element(), stream, StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many resources"));
        };
    }

    private CompletionStage<Void> tell(Request request, ClientSession session) {
        NegotiatedStream stream = request.stream();
        Element result = Element.of(NAMESPACE, "bind")
                .plus(Element.text(NAMESPACE, "jid", session.jid().toString()));
        stream.transport().send(answer(request.element(), "result").plus(result));
        stream.bound(session.attachment().orElseThrow());
        // Whoever disabled the account since we looked may have ended its sessions before this one was among them.
        return Stages.compose(
                objection(session.jid().bare()), stream.transport().loop(), objection -> {
                    objection.ifPresent(
                            error -> session.close(StreamError.of(StreamCondition.NOT_AUTHORIZED, error.text())));
                    return Stages.done();
                });
    }

    private CompletionStage<Void> refuse(Element request, NegotiatedStream stream, StanzaError error) {
        Failures failures = stream.state(Failures.class, Failures::new);
        failures.count++;
        stream.transport().send(answer(request, "error").plus(error.xml()));
        // RFC 6120 §7.7.3: "After the client has reached the retry limit, the server MUST close the stream".
        return failures.count > settings.maxBindRetries()
                ? CompletableFuture.failedFuture(
                        new StreamException(StreamCondition.POLICY_VIOLATION, "binding failed too often"))
                : Stages.done();
    }

    /** No addresses: the client has none yet. */
    private static Element answer(Element request, String type) {
        Element answer = Element.of(XmlWriter.CLIENT, "iq").with("type", type);
        String id = request.attribute("id", "");
        return id.isEmpty() ? answer : answer.with("id", id);
    }
}
