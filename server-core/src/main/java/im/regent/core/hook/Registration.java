package im.regent.core.hook;

/** Something that was registered and can be taken back. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** Takes it back; a second call does nothing. From any thread. */
    @Override
    void close();
}
