package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;

/** What the server answers to one message of a SASL exchange. */
public sealed interface Outcome {
    /**
     * The exchange goes on: send this and wait for a response.
     *
     * @param data may be empty, and is then sent as an element without text; belongs to the receiver
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the wire: nobody compares two
    record Challenge(byte[] data) implements Outcome {}

    /**
     * The client has proved who it is.
     *
     * @param account the bare address of the account that the stream is now for: the only identity to go by
     * @param additionalData goes with the success message; empty means none; belongs to the receiver
     * @param proof what it has proved that by
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Success(Jid account, byte[] additionalData, Proof proof) implements Outcome {}

    /**
     * The exchange is over.
     *
     * @param condition what the peer is told
     * @param text more for the peer's eyes; gives away nothing about accounts
     * @param account for the security log only: the bare address that was tried, or empty where none can be told. It is
     *     prepared, so it holds no spaces, line breaks or control characters
     */
    record Failure(SaslCondition condition, String text, String account) implements Outcome {}
}
