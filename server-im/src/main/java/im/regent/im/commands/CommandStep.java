package im.regent.im.commands;

import java.util.concurrent.CompletionStage;

/** One step of a command. Runs on the requester's loop and never blocks. */
@FunctionalInterface
public interface CommandStep {
    /**
     * Takes what the requester has filled in; required fields are there, and choices are among those that were offered. May run
     * again with other values after the requester went back, or was refused.
     */
    CompletionStage<Stage> take(CommandInput input);
}
