package im.regent.c2s.sasl2;

import im.regent.c2s.login.LoginProfile;
import im.regent.c2s.login.Logins;
import im.regent.c2s.sasl.MalformedSaslDataException;
import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.c2s.sasl.SaslExchange;
import im.regent.core.jid.Jid;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** SASL negotiation on a client's stream in the profile of XEP-0388. */
final class Sasl2 implements StreamFeature, LoginProfile {
    static final String NAMESPACE = "urn:xmpp:sasl:2";

    private static final String ERRORS = "urn:ietf:params:xml:ns:xmpp-sasl";

    /** How far the login of one stream is. */
    private static final class Attempt {
        private @Nullable LoginRequest request;
        private boolean isBySource;
        private @Nullable TaskList tasks;
    }

    private final Logins logins;
    private final Extensions extensions;

    Sasl2(Logins logins, Extensions extensions) {
        this.logins = logins;
        this.extensions = extensions;
    }

    /** "SASL2 MUST only be used by Clients or offered by Servers after TLS negotiation". */
    @Override
    public Set<StreamFact> needs() {
        return Set.of(StreamFact.SECURE);
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        List<Mechanism> mechanisms = logins.offer(stream).mechanisms();
        if (mechanisms.isEmpty() || !logins.isOpenTo(this, stream)) {
            return Optional.empty();
        }
        Element authentication = Element.of(NAMESPACE, "authentication");
        for (Mechanism mechanism : mechanisms) {
            authentication = authentication.plusText("mechanism", mechanism.wireName());
        }
        for (Element more : extensions.announced(stream)) {
            authentication = authentication.plus(more);
        }
        return Optional.of(authentication);
    }

    @Override
    public Set<Name> claims() {
        return Set.of(
                new Name(NAMESPACE, "authenticate"),
                new Name(NAMESPACE, "response"),
                new Name(NAMESPACE, "abort"),
                new Name(NAMESPACE, "next"),
                new Name(NAMESPACE, "task-data"));
    }

    private static Attempt attempt(NegotiatedStream stream) {
        return stream.state(Attempt.class, Attempt::new);
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        return switch (element.localName()) {
            case "authenticate" -> begin(element, stream);
            case "response" -> respond(element, stream);
            case "abort" -> fail(SaslCondition.ABORTED, "", stream);
            default -> task(element, stream);
        };
    }

    private CompletionStage<Void> begin(Element element, NegotiatedStream stream) throws StreamException {
        if (logins.isUnderWay(stream) || attempt(stream).tasks != null) {
            // "once <success/> or <continue/> has been sent by the server, any further <authenticate/> element MUST
            // result in a stream error".
            throw outOfTurn("a login is going on already");
        }
        if (stream.claimed()
                .filter(from -> !from.domain().equals(stream.host()))
                .isPresent()) {
            throw new StreamException(StreamCondition.INVALID_FROM, "'from' is not of the domain in 'to'");
        }
        Optional<UserAgent> agent = UserAgent.of(element);
        if (agent.isEmpty()) {
            return fail(SaslCondition.MALFORMED_REQUEST, "the id of a user agent is a UUID of version 4", stream);
        }
        Optional<Element> initial = element.child(NAMESPACE, "initial-response");
        try {
            byte[] data = initial.isPresent() ? decode(initial.get()) : new byte[0];
            return begin(new LoginRequest(element, agent.get(), stream), initial.isPresent(), data);
        } catch (MalformedSaslDataException e) {
            return fail(SaslCondition.INCORRECT_ENCODING, "", stream);
        }
    }

    private CompletionStage<Void> begin(LoginRequest request, boolean hasInitialResponse, byte[] data)
            throws StreamException {
        NegotiatedStream stream = request.stream();
        Attempt attempt = attempt(stream);
        Optional<SaslExchange> special = extensions.exchange(request);
        attempt.request = request;
        attempt.isBySource = special.isPresent();
        return logins.begin(
                special.isPresent() ? special.get() : logins.exchange(request.mechanism(), stream),
                exchange -> hasInitialResponse ? exchange.start(data) : exchange.start(),
                request.mechanism(),
                stream,
                this);
    }

    private CompletionStage<Void> respond(Element element, NegotiatedStream stream) throws StreamException {
        if (attempt(stream).tasks != null) {
            throw outOfTurn("a task is to be done");
        }
        try {
            return logins.goOn(decode(element), stream, this);
        } catch (MalformedSaslDataException e) {
            return fail(SaslCondition.INCORRECT_ENCODING, "", stream);
        }
    }

    /** Base64 as everywhere, but without a sign for "empty"; the XEP's own examples have white space around it. */
    private static byte[] decode(Element element) throws MalformedSaslDataException {
        return SaslData.decodeBase64(element.text().strip());
    }

    @Override
    public void challenge(Outcome.Challenge challenge, NegotiatedStream stream) {
        stream.transport().send(Element.text(NAMESPACE, "challenge", encoded(challenge.data())));
    }

    private static String encoded(byte[] data) {
        return data.length == 0 ? "" : SaslData.encode(data);
    }

    @Override
    public CompletionStage<Void> success(Outcome.Success success, NegotiatedStream stream) throws StreamException {
        Jid account = success.account();
        if (stream.claimed().filter(from -> !from.equals(account)).isPresent()) {
            Outcome.Failure failure = new Outcome.Failure(
                    SaslCondition.INVALID_AUTHZID, "'from' is not who authenticated", account.toString());
            return logins.fail(failure, stream, this);
        }
        Attempt attempt = attempt(stream);
        LoginRequest request = attempt.request;
        if (request == null) {
            throw new IllegalStateException("an exchange that nobody began");
        }
        Authentication authentication = new Authentication(request, success, attempt.isBySource);
        if (attempt.isBySource) {
            return complete(authentication);
        }
        return Stages.compose(
                extensions.tasks(authentication), stream.transport().loop(), tasks -> {
                    if (tasks.isEmpty()) {
                        return complete(authentication);
                    }
                    attempt.tasks = new TaskList(tasks, authentication);
                    stream.transport().send(attempt.tasks.announcement(authentication.additionalData()));
                    return Stages.done();
                });
    }

    private CompletionStage<Void> task(Element element, NegotiatedStream stream) throws StreamException {
        if (logins.isUnderWay(stream)) {
            throw outOfTurn("a response is expected");
        }
        TaskList tasks = attempt(stream).tasks;
        Optional<LoginTask> task = tasks == null ? Optional.empty() : tasks.taker(element);
        if (tasks == null || task.isEmpty()) {
            return fail(SaslCondition.MALFORMED_REQUEST, "no such task is to be done now", stream);
        }
        return Stages.compose(
                tasks.take(task.get(), element), stream.transport().loop(), step -> taken(step, tasks, stream));
    }

    private CompletionStage<Void> taken(LoginTask.Step step, TaskList tasks, NegotiatedStream stream) {
        if (step instanceof LoginTask.Step.More more) {
            stream.transport().send(Element.of(NAMESPACE, "task-data", more.data()));
        } else if (step instanceof LoginTask.Step.Failed failed) {
            try {
                return fail(failed.condition(), failed.text(), stream);
            } catch (StreamException e) {
                return CompletableFuture.failedStage(e);
            }
        } else {
            tasks.finish();
            if (tasks.isDone()) {
                return complete(tasks.authentication().withoutData());
            }
            stream.transport().send(tasks.announcement(new byte[0]));
        }
        return Stages.done();
    }

    /** The client is authenticated; it gets what it has asked for, and is told. */
    private CompletionStage<Void> complete(Authentication authentication) {
        try {
            logins.authenticated(authentication.account(), authentication.stream());
        } catch (StreamException e) {
            return CompletableFuture.failedStage(e);
        }
        return Stages.compose(
                extensions.apply(authentication),
                authentication.stream().transport().loop(),
                done -> {
                    if (!authentication.isTold()) {
                        authentication.tell(authentication.account());
                    }
                    return Stages.done();
                });
    }

    /** While a login is in progress, "Servers MUST disconnect Clients immediately if any other traffic is received". */
    private static StreamException outOfTurn(String text) {
        return new StreamException(StreamCondition.POLICY_VIOLATION, text);
    }

    private CompletionStage<Void> fail(SaslCondition condition, String text, NegotiatedStream stream)
            throws StreamException {
        return logins.fail(Logins.failure(condition, text), stream, this);
    }

    /** "the client is not authenticated and the stream and session state remain entirely unchanged". */
    @Override
    public void failure(Outcome.Failure failure, NegotiatedStream stream) {
        Attempt attempt = attempt(stream);
        attempt.request = null;
        attempt.tasks = null;
        Element xml = Element.of(NAMESPACE, "failure")
                .plus(Element.of(ERRORS, failure.condition().element()));
        if (!failure.text().isEmpty()) {
            xml = xml.plus(Element.text(NAMESPACE, "text", failure.text()).with(Attribute.lang("en")));
        }
        stream.transport().send(xml);
    }
}
