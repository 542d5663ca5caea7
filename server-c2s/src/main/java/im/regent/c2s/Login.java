package im.regent.c2s;

import im.regent.c2s.sasl.MalformedSaslDataException;
import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.SaslAuthenticator;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslData;
import im.regent.c2s.sasl.SaslExchange;
import im.regent.c2s.sasl.SaslOffer;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Text;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SASL negotiation on a client's stream (RFC 6120 §6). */
final class Login implements StreamFeature {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-sasl";

    private static final Logger security = LoggerFactory.getLogger("security");

    /** What one stream offers, and how far its login is. */
    static final class Progress {
        final SaslOffer offer;
        private @Nullable SaslExchange exchange;
        private boolean isByCertificate;
        private int failures;
        private String guessed = "";
        private int guesses;

        Progress(SaslOffer offer) {
            this.offer = offer;
        }
    }

    private final SaslAuthenticator authenticator;
    private final ClientSettings settings;
    private final FailedLogins failedLogins;
    private final Scheduler scheduler;
    private final InstantSource clock;

    Login(
            SaslAuthenticator authenticator,
            ClientSettings settings,
            FailedLogins failedLogins,
            Scheduler scheduler,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.settings = settings;
        this.failedLogins = failedLogins;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public Set<StreamFact> needs() {
        return settings.isTlsRequired() ? Set.of(StreamFact.SECURE) : Set.of();
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element mechanisms = Element.of(NAMESPACE, "mechanisms");
        for (Mechanism mechanism : progress(stream).offer.mechanisms()) {
            mechanisms = mechanisms.plusText("mechanism", mechanism.wireName());
        }
        return Optional.of(mechanisms).filter(list -> !list.nodes().isEmpty());
    }

    /** Made once for a stream and its TLS session: what is checked must be what was advertised. */
    Progress progress(NegotiatedStream stream) {
        return stream.state(Progress.class, () -> new Progress(newOffer(stream)));
    }

    private SaslOffer newOffer(NegotiatedStream stream) {
        return stream.transport()
                .tls()
                .map(tls -> authenticator.offer(stream.host(), tls))
                .orElseGet(() -> authenticator.offerWithoutTls(stream.host()));
    }

    @Override
    public Set<Name> claims() {
        return Set.of(new Name(NAMESPACE, "auth"), new Name(NAMESPACE, "response"), new Name(NAMESPACE, "abort"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        Progress progress = progress(stream);
        if (element.localName().equals("abort")) {
            return fail(stream, progress, failure(SaslCondition.ABORTED, ""));
        }
        byte[] data;
        try {
            data = SaslData.decode(element.text());
        } catch (MalformedSaslDataException e) {
            return fail(stream, progress, new Outcome.Failure(SaslCondition.INCORRECT_ENCODING, "", ""));
        }
        return element.localName().equals("auth")
                ? begin(element, data, stream, progress)
                : goOn(data, stream, progress);
    }

    private CompletionStage<Void> goOn(byte[] data, NegotiatedStream stream, Progress progress) throws StreamException {
        SaslExchange running = progress.exchange;
        return running == null
                ? fail(stream, progress, failure(SaslCondition.MALFORMED_REQUEST, "no login is going on"))
                : settle(running.step(data), stream, progress);
    }

    /** RFC 6120 §6.4.2: a new {@code <auth/>} takes the place of an exchange that is under way. */
    private CompletionStage<Void> begin(Element auth, byte[] data, NegotiatedStream stream, Progress progress)
            throws StreamException {
        if (stream.transport().peerNetwork().filter(failedLogins::isBlocked).isPresent()) {
            Outcome.Failure blocked = failure(
                    SaslCondition.NOT_AUTHORIZED, "too many logins from your address have failed, try again later");
            note(stream, blocked);
            return answer(stream, progress, blocked);
        }
        String mechanism = auth.attribute("mechanism", "");
        SaslExchange exchange = authenticator.begin(progress.offer, mechanism, stream.claimed());
        progress.isByCertificate = mechanism.equals(Mechanism.EXTERNAL.wireName());
        progress.exchange = exchange;
        boolean hasInitialResponse = !auth.text().isEmpty();
        return settle(hasInitialResponse ? exchange.start(data) : exchange.start(), stream, progress);
    }

    private CompletionStage<Void> settle(CompletionStage<Outcome> stage, NegotiatedStream stream, Progress progress)
            throws StreamException {
        if (Stages.isDone(stage)) {
            return take(stage.toCompletableFuture().join(), stream, progress);
        }
        return Stages.compose(stage, stream.transport().loop(), outcome -> {
            try {
                return take(outcome, stream, progress);
            } catch (StreamException e) {
                return CompletableFuture.failedStage(e);
            }
        });
    }

    private CompletionStage<Void> take(Outcome outcome, NegotiatedStream stream, Progress progress)
            throws StreamException {
        if (outcome instanceof Outcome.Challenge challenge) {
            stream.transport().send(element("challenge", challenge.data()));
        } else if (outcome instanceof Outcome.Success success) {
            progress.exchange = null;
            stream.authenticated(success.account());
            String account = success.account().toString();
            failedLogins.succeeded(
                    stream.transport().peerNetwork(), account, progress.guessed.equals(account) ? progress.guesses : 0);
            if (progress.isByCertificate) {
                watch(stream);
            }
            stream.transport().send(element("success", success.additionalData()));
            stream.transport().restart();
        } else if (outcome instanceof Outcome.Failure failure) {
            return fail(stream, progress, failure);
        }
        return Stages.done();
    }

    private void watch(NegotiatedStream stream) {
        StreamTransport transport = stream.transport();
        transport
                .tls()
                .flatMap(TlsFacts::clientCertificate)
                .ifPresent(shown -> stream.own(CertificateWatch.begin(shown, transport, scheduler, clock)));
    }

    private static Element element(String name, byte[] data) {
        Element element = Element.of(NAMESPACE, name);
        return data.length == 0 ? element : element.plus(new Text(SaslData.encode(data)));
    }

    private static Outcome.Failure failure(SaslCondition condition, String text) {
        return new Outcome.Failure(condition, text, "");
    }

    private CompletionStage<Void> fail(NegotiatedStream stream, Progress progress, Outcome.Failure failure)
            throws StreamException {
        note(stream, failure);
        boolean isGuess = failure.condition() == SaslCondition.NOT_AUTHORIZED
                || failure.condition() == SaslCondition.INVALID_AUTHZID;
        if (!isGuess) {
            return answer(stream, progress, failure);
        }
        progress.guesses = progress.guessed.equals(failure.account()) ? progress.guesses + 1 : 1;
        progress.guessed = failure.account();
        if (stream.transport().peerNetwork().filter(failedLogins::blocks).isPresent()) {
            security.warn("logins blocked: address={}", stream.transport().peerAddress());
        }
        Duration delay = failure.account().isEmpty() ? Duration.ZERO : failedLogins.delay(failure.account());
        return delay.isZero() ? answer(stream, progress, failure) : answerLater(delay, stream, progress, failure);
    }

    private static void note(NegotiatedStream stream, Outcome.Failure failure) {
        security.info(
                "login failed: {} account={} address={}",
                failure.condition().element(),
                failure.account().isEmpty() ? "-" : failure.account(),
                stream.transport().peerAddress());
    }

    /** The stream is parked so long: what the client has sent behind its guess waits, too. */
    private CompletionStage<Void> answerLater(
            Duration delay, NegotiatedStream stream, Progress progress, Outcome.Failure failure) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        scheduler.after(delay, stream.transport().loop(), () -> {
            try {
                answer(stream, progress, failure);
                answered.complete(null);
            } catch (StreamException e) {
                answered.completeExceptionally(e);
            }
        });
        return answered;
    }

    private CompletionStage<Void> answer(NegotiatedStream stream, Progress progress, Outcome.Failure failure)
            throws StreamException {
        progress.exchange = null;
        progress.failures++;
        Element xml = Element.of(NAMESPACE, "failure")
                .plus(Element.of(NAMESPACE, failure.condition().element()));
        if (!failure.text().isEmpty()) {
            xml = xml.plus(Element.text(NAMESPACE, "text", failure.text()).with(Attribute.lang("en")));
        }
        stream.transport().send(xml);
        if (progress.failures > settings.maxLoginRetries()) {
            throw new StreamException(StreamError.of(StreamCondition.POLICY_VIOLATION, "too many failed logins"));
        }
        return Stages.done();
    }
}
