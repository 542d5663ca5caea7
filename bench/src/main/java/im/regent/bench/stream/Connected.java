package im.regent.bench.stream;

/**
 * A connection that has reached its stage.
 *
 * @param jid the full address the server bound, empty when the stage is {@link Stage#OPEN}; a component's own address
 * @param rest what the server sent beyond what the log-in needed; who reads on element by element reads on with this
 */
public record Connected(Wire wire, String jid, Elements rest) {
    /** The address without its resource. */
    public String bareJid() {
        return jid.replaceFirst("/.*", "");
    }
}
