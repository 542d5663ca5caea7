package im.regent.core.session;

/**
 * Where a stanza waits: with the latest one of the same slot.
 *
 * @param source from whom, and for a copy to whom
 * @param number tells apart what is not merged
 */
public record Slot(Kind kind, String source, long number) {
    /** What may wait. */
    public enum Kind {
        PRESENCE,
        CHAT_STATE,
        /** Headlines of publish-subscribe: none stands for another. */
        EVENT
    }

    static Slot of(Kind kind, String source) {
        return new Slot(kind, source, 0);
    }

    /** For what must not be merged, a slot of its own. */
    public Slot numbered(long next) {
        return kind == Kind.EVENT ? new Slot(kind, source, next) : this;
    }
}
