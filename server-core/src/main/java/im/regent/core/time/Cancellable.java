package im.regent.core.time;

/** Something that has been scheduled and may still be called off. */
@FunctionalInterface
public interface Cancellable {
    /** Calls it off; nothing happens if it ran already. From any thread. */
    void cancel();
}
