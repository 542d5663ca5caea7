package im.regent.dist.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for another process, which cannot tell us when it is done. */
final class Waiting {
    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    /** Whether it became true in time. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
