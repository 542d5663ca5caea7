package im.regent.c2s.login;

import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.SaslAuthenticator;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslExchange;
import im.regent.c2s.sasl.SaslOffer;
import im.regent.core.jid.Jid;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs clients in, whichever profile of SASL they speak: the exchange of each stream, and what failures lead to. A stream speaks
 * one profile: the first that it begins a login with. Everything but the constructor belongs to the stream's loop.
 */
public final class Logins {
    private static final Logger security = LoggerFactory.getLogger("security");

    /** What one stream offers, and how far its login is. */
    private static final class Progress {
        private final SaslOffer offer;
        private @Nullable LoginProfile profile;
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
    private final int maxRetries;
    private final FailedLogins failedLogins;
    private final Scheduler scheduler;
    private final InstantSource clock;

    /** @param maxRetries failed logins on one stream that may be tried again */
    public Logins(
            SaslAuthenticator authenticator,
            int maxRetries,
            FailedLogins failedLogins,
            Scheduler scheduler,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.maxRetries = maxRetries;
        this.failedLogins = failedLogins;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    private Progress progress(NegotiatedStream stream) {
        return stream.state(Progress.class, () -> new Progress(newOffer(stream)));
    }

    private SaslOffer newOffer(NegotiatedStream stream) {
        return stream.transport()
                .tls()
                .map(tls -> authenticator.offer(stream.host(), tls))
                .orElseGet(() -> authenticator.offerWithoutTls(stream.host()));
    }

    /** Made once for a stream and its TLS session: what is checked must be what was advertised. */
    public SaslOffer offer(NegotiatedStream stream) {
        return progress(stream).offer;
    }

    /** Whether the client has not begun to log in with another profile. */
    public boolean isOpenTo(LoginProfile profile, NegotiatedStream stream) {
        LoginProfile spoken = progress(stream).profile;
        return spoken == null || spoken == profile;
    }

    /** Whether the server waits for a response. */
    public boolean isUnderWay(NegotiatedStream stream) {
        return progress(stream).exchange != null;
    }

    /** The exchange for a mechanism that the client names; one that is not offered fails. */
    public SaslExchange exchange(String mechanism, NegotiatedStream stream) {
        return authenticator.begin(offer(stream), mechanism, stream.claimed());
    }

    /**
     * Begins a login, in the place of one that is under way.
     *
     * @param first its first step
     */
    public CompletionStage<Void> begin(
            SaslExchange exchange,
            Function<SaslExchange, CompletionStage<Outcome>> first,
            String mechanism,
            NegotiatedStream stream,
            LoginProfile profile)
            throws StreamException {
        Progress progress = progress(stream);
        progress.profile = profile;
        if (stream.transport().peerNetwork().filter(failedLogins::isBlocked).isPresent()) {
            Outcome.Failure blocked = failure(
                    SaslCondition.NOT_AUTHORIZED, "too many logins from your address have failed, try again later");
            note(stream, blocked);
            return answer(stream, profile, blocked);
        }
        progress.isByCertificate = mechanism.equals(Mechanism.EXTERNAL.wireName());
        progress.exchange = exchange;
        return settle(first.apply(exchange), stream, profile);
    }

    /** Goes on with a response of the client. */
    public CompletionStage<Void> goOn(byte[] data, NegotiatedStream stream, LoginProfile profile)
            throws StreamException {
        SaslExchange running = progress(stream).exchange;
        return running == null
                ? fail(failure(SaslCondition.MALFORMED_REQUEST, "no login is going on"), stream, profile)
                : settle(running.step(data), stream, profile);
    }

    private CompletionStage<Void> settle(CompletionStage<Outcome> stage, NegotiatedStream stream, LoginProfile profile)
            throws StreamException {
        if (Stages.isDone(stage)) {
            return take(stage.toCompletableFuture().join(), stream, profile);
        }
        return Stages.compose(stage, stream.transport().loop(), outcome -> {
            try {
                return take(outcome, stream, profile);
            } catch (StreamException e) {
                return CompletableFuture.failedStage(e);
            }
        });
    }

    private CompletionStage<Void> take(Outcome outcome, NegotiatedStream stream, LoginProfile profile)
            throws StreamException {
        if (outcome instanceof Outcome.Failure failure) {
            return fail(failure, stream, profile);
        }
        if (outcome instanceof Outcome.Success success) {
            progress(stream).exchange = null;
            return profile.success(success, stream);
        }
        profile.challenge((Outcome.Challenge) outcome, stream);
        return Stages.done();
    }

    /**
     * The stream is authenticated from now on; the client has to be told.
     *
     * @throws StreamException when it must not be
     */
    public void authenticated(Jid account, NegotiatedStream stream) throws StreamException {
        Progress progress = progress(stream);
        stream.authenticated(account);
        String name = account.toString();
        failedLogins.succeeded(
                stream.transport().peerNetwork(), name, progress.guessed.equals(name) ? progress.guesses : 0);
        if (progress.isByCertificate) {
            watch(stream);
        }
    }

    private void watch(NegotiatedStream stream) {
        StreamTransport transport = stream.transport();
        transport
                .tls()
                .flatMap(TlsFacts::clientCertificate)
                .ifPresent(shown -> stream.own(CertificateWatch.begin(shown, transport, scheduler, clock)));
    }

    /** A failure that concerns no account. */
    public static Outcome.Failure failure(SaslCondition condition, String text) {
        return new Outcome.Failure(condition, text, "");
    }

    /** Ends the login; the answer to a guess may have to wait. */
    public CompletionStage<Void> fail(Outcome.Failure failure, NegotiatedStream stream, LoginProfile profile)
            throws StreamException {
        note(stream, failure);
        boolean isGuess = failure.condition() == SaslCondition.NOT_AUTHORIZED
                || failure.condition() == SaslCondition.INVALID_AUTHZID;
        if (!isGuess) {
            return answer(stream, profile, failure);
        }
        Progress progress = progress(stream);
        progress.guesses = progress.guessed.equals(failure.account()) ? progress.guesses + 1 : 1;
        progress.guessed = failure.account();
        if (stream.transport().peerNetwork().filter(failedLogins::blocks).isPresent()) {
            security.warn("logins blocked: address={}", stream.transport().peerAddress());
        }
        Duration delay = failure.account().isEmpty() ? Duration.ZERO : failedLogins.delay(failure.account());
        return delay.isZero() ? answer(stream, profile, failure) : answerLater(delay, stream, profile, failure);
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
            Duration delay, NegotiatedStream stream, LoginProfile profile, Outcome.Failure failure) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        scheduler.after(delay, stream.transport().loop(), () -> {
            try {
                answer(stream, profile, failure);
                answered.complete(null);
            } catch (StreamException e) {
                answered.completeExceptionally(e);
            }
        });
        return answered;
    }

    private CompletionStage<Void> answer(NegotiatedStream stream, LoginProfile profile, Outcome.Failure failure)
            throws StreamException {
        Progress progress = progress(stream);
        progress.exchange = null;
        progress.failures++;
        profile.failure(failure, stream);
        if (progress.failures > maxRetries) {
            throw new StreamException(StreamError.of(StreamCondition.POLICY_VIOLATION, "too many failed logins"));
        }
        return Stages.done();
    }
}
