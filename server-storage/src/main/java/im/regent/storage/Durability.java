package im.regent.storage;

/** What a confirmed change survives. */
public enum Durability {
    /** The end of the process, {@code kill -9} included: the bytes are with the operating system. */
    PROCESS,
    /**
     * The end of power too: H2 forces its file to the disk after each group of changes. PostgreSQL does so in either mode, as
     * far as its own configuration lets it.
     */
    POWER
}
