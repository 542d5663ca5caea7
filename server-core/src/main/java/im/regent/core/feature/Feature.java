package im.regent.core.feature;

import im.regent.core.time.Stages;
import java.util.concurrent.CompletionStage;

/** One feature of the server, started once. What it registers through its context is taken back when it stops. */
public interface Feature {
    /** Registers what the feature does. Must not block for long; nothing is connected yet. */
    void start(FeatureContext context);

    /**
     * Brings back what the last stop saved. Every feature has started; the server listens when all are done.
     *
     * @return when that is done; a failure is logged and keeps nobody from listening
     */
    default CompletionStage<Void> revive() {
        return Stages.done();
    }

    /**
     * The server stops: every session has ended or is suspended. Saves what is to outlive the server.
     *
     * @return when that is done; a failure is logged
     */
    default CompletionStage<Void> suspend() {
        return Stages.done();
    }

    /** Releases what the context does not know of. No stream is open any more. */
    default void stop() {}
}
