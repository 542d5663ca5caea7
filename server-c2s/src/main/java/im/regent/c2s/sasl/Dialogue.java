package im.regent.c2s.sasl;

import java.util.concurrent.CompletionStage;

/** What one mechanism makes of the client's messages, one after the other; {@link GuardedExchange} minds the rest. */
interface Dialogue {
    /**
     * Answers the next message; is not called again before the answer is there, nor after an end.
     *
     * @return may fail with any exception, which is then not the peer's fault
     * @throws SaslRefusal when the message itself ends the exchange
     */
    CompletionStage<Outcome> respond(byte[] message) throws SaslRefusal;

    /** The bare address that is being tried, or empty as long as it is unknown. */
    String triedAccount();
}
