package im.regent.c2s.sasl;

import java.util.concurrent.CompletionStage;

/**
 * The server's side of one SASL exchange (RFC 4422 §3).
 *
 * <p>Begins with one of the {@code start} methods and goes on with {@link #step} for as long as the outcome is a
 * {@link Outcome.Challenge}. No method throws or blocks, whatever the peer sends, and no stage fails: every error is an
 * {@link Outcome.Failure}, storage that cannot answer is {@code temporary-auth-failure}. A message that arrives before the
 * last one is answered, or after the end, is answered {@code malformed-request} and ends the exchange. Stages may complete
 * on any thread. An exchange may be dropped at any time.
 */
public interface SaslExchange {
    /** Begins without an initial response (RFC 6120 §6.4.2). */
    CompletionStage<Outcome> start();

    /** Begins with an initial response, which may be empty. */
    CompletionStage<Outcome> start(byte[] initialResponse);

    /** Goes on with the client's response. */
    CompletionStage<Outcome> step(byte[] response);
}
