package im.regent.c2s;

import im.regent.c2s.binding.Binder;
import im.regent.c2s.binding.Seating;
import im.regent.c2s.binding.Wish;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.Routing;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
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

    /** How often binding has failed on one stream. */
    private static final class Failures {
        private int count;
    }

    private final Routing routing;
    private final Binder binder;
    private final ClientSettings settings;

    Binding(Routing routing, Binder binder, ClientSettings settings) {
        this.routing = routing;
        this.binder = binder;
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
            return bind(element, address(request, account), stream);
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

    private CompletionStage<Void> bind(Element request, Jid jid, NegotiatedStream stream) {
        Wish wish = new Wish(jid, settings.resourceConflict(), stream, told(request, stream));
        return Stages.compose(
                binder.bind(wish),
                stream.transport().loop(),
                refusal -> refusal.isPresent() ? refuse(request, stream, refusal.get()) : Stages.done());
    }

    private static Seating told(Element request, NegotiatedStream stream) {
        return session -> {
            Element result = Element.of(NAMESPACE, "bind")
                    .plus(Element.text(NAMESPACE, "jid", session.jid().toString()));
            stream.transport().send(answer(request, "result").plus(result));
        };
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
