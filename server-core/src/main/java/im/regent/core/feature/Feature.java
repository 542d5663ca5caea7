package im.regent.core.feature;

/** One feature of the server, started once. What it registers through its context is taken back when it stops. */
public interface Feature {
    /** Registers what the feature does. Must not block for long; nothing is connected yet. */
    void start(FeatureContext context);

    /** Releases what the context does not know of. No stream is open any more. */
    default void stop() {}
}
