package im.regent.dist.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse; one that fails does not keep the others open. Belongs to one thread. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    void run() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                // The border of the stop: the steps below, storage among them, must be run.
                log.error("a part of the server could not be stopped", e);
            }
        }
    }
}
