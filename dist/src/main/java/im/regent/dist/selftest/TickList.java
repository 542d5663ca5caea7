package im.regent.dist.selftest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Prints a line for each step and counts. Belongs to one thread. */
final class TickList {
    /** One thing to try. */
    @FunctionalInterface
    interface Step {
        /** Does it. */
        void run() throws StepFailure;
    }

    /** One thing to try that others need. */
    @FunctionalInterface
    interface Attempt<T> {
        /** Does it. */
        T run() throws StepFailure;
    }

    private final Consumer<String> out;
    private int passed;
    private int failed;

    TickList(Consumer<String> out) {
        this.out = out;
    }

    /** Tries one thing; tells whether it went well. */
    boolean step(String name, Step step) {
        try {
            step.run();
            passed++;
            out.accept("  ✓ " + name);
            return true;
        } catch (StepFailure e) {
            failed++;
            out.accept("  ✗ " + name + ": " + e.getMessage());
            return false;
        }
    }

    /** Tries something that others need; empty if it failed. */
    <T> Optional<T> attempt(String name, Attempt<T> attempt) {
        AtomicReference<T> result = new AtomicReference<>();
        step(name, () -> result.set(attempt.run()));
        return Optional.ofNullable(result.get());
    }

    /** Says what was not tried, and why. */
    void leftOut(String name, String why) {
        out.accept("  – " + name + ": left out, " + why);
    }

    void note(String line) {
        out.accept("  " + line);
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }
}
