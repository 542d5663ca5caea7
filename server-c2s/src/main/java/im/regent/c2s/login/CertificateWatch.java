package im.regent.c2s.login;

import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends a stream whose client logged in with a certificate, when that certificate ends or is not trusted any more (RFC 6120
 * §13.7.2.3): with {@code reset}, so that the client may come back with a new one. Belongs to the stream's loop.
 */
final class CertificateWatch implements Cancellable {
    /** How soon a revocation that the server has read ends a stream; also how soon a clock that was set is noticed. */
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final ClientCertificate certificate;
    private final StreamTransport transport;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private Cancellable next = () -> {};

    private CertificateWatch(
            ClientCertificate certificate, StreamTransport transport, Scheduler scheduler, InstantSource clock) {
        this.certificate = certificate;
        this.transport = transport;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Begins to watch, until it is cancelled. */
    static CertificateWatch begin(
            ClientCertificate certificate, StreamTransport transport, Scheduler scheduler, InstantSource clock) {
        CertificateWatch watch = new CertificateWatch(certificate, transport, scheduler, clock);
        watch.check();
        return watch;
    }

    private void check() {
        Instant now = clock.instant();
        if (!now.isBefore(certificate.validUntil())) {
            transport.close(StreamError.of(StreamCondition.RESET, "the client's certificate has expired"));
        } else if (!certificate.isTrusted()) {
            transport.close(StreamError.of(StreamCondition.RESET, "the client's certificate has been revoked"));
        } else {
            Duration left = Duration.between(now, certificate.validUntil());
            Duration delay = left.compareTo(PERIOD) > 0 ? PERIOD : left;
            next = scheduler.after(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay, transport.loop(), this::check);
        }
    }

    @Override
    public void cancel() {
        next.cancel();
    }
}
