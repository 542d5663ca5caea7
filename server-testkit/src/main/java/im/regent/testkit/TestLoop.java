package im.regent.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything that is left to do, on the test's thread. What may run at the same time in a real server (streams,
 * storage, the server's own loop) are sources; with a seed, each turn goes to a random one, so that an order that only
 * happens to hold breaks, repeatably.
 */
final class TestLoop {
    /** Something that may have work to do. */
    interface Source {
        /** Does some of it; tells whether there was any. */
        boolean turn();

        /** Lets time pass on the source's own clock. */
        default void advance(Duration span) {}
    }

    private static final int MAX_TURNS = 1_000_000;

    private final List<Source> sources = new ArrayList<>();
    private @Nullable Random random;
    private boolean isSettling;

    void add(Source source) {
        sources.add(source);
    }

    void remove(Source source) {
        sources.remove(source);
    }

    void shuffle(long seed) {
        random = new Random(seed);
    }

    /** A source that is an executor; with a seed it runs its tasks in random order if it may. */
    Executor executor(boolean mayReorder) {
        Tasks tasks = new Tasks(mayReorder);
        add(tasks);
        return tasks;
    }

    /** Runs until nothing is left to do. Called from inside, it returns at once: the outer call goes on. */
    void settle() {
        if (isSettling) {
            return;
        }
        isSettling = true;
        try {
            for (int turns = 0; turn(); turns++) {
                if (turns > MAX_TURNS) {
                    throw new AssertionError("the server does not come to rest");
                }
            }
        } finally {
            isSettling = false;
        }
    }

    void advanceStreams(Duration span) {
        List.copyOf(sources).forEach(source -> source.advance(span));
    }

    private boolean turn() {
        List<Source> open = new ArrayList<>(sources);
        while (!open.isEmpty()) {
            Source source = open.remove(random == null ? 0 : random.nextInt(open.size()));
            if (source.turn()) {
                return true;
            }
        }
        return false;
    }

    private final class Tasks implements Executor, Source {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private final boolean mayReorder;

        Tasks(boolean mayReorder) {
            this.mayReorder = mayReorder;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean turn() {
            if (tasks.isEmpty()) {
                return false;
            }
            if (mayReorder && random != null) {
                for (int i = random.nextInt(tasks.size()); i > 0; i--) {
                    tasks.add(tasks.remove());
                }
            }
            tasks.remove().run();
            return true;
        }
    }
}
