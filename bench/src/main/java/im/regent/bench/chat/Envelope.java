package im.regent.bench.chat;

/**
 * How messages of one sender are written: what stands before the id, {@code <message … id='}, and what stands after
 * {@code </message>}.
 */
public record Envelope(String head, String tail) {
    /** An ordinary message to {@code to}, an address as it stands in XML. */
    public static Envelope plain(String to) {
        return new Envelope("<message type='chat' to='" + to + "' id='", "");
    }
}
