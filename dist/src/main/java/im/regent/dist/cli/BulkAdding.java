package im.regent.dist.cli;

import im.regent.core.config.Secret;
import im.regent.dist.io.Failure;
import im.regent.dist.server.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates accounts from lines {@code JID PASSWORD}, on every core, since keys take long to derive. */
final class BulkAdding {
    private static final int MAX_WAITING = 256;
    private static final int MAX_FAILURES = 20;

    private final Users users;
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    BulkAdding(Users users) {
        this.users = users;
    }

    int added() {
        return added.get();
    }

    /** The first of what went wrong, one line each. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    void addAll(BufferedReader lines) throws IOException {
        Semaphore room = new Semaphore(MAX_WAITING);
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = ++number;
                String text = line;
                room.acquireUninterruptibly();
                workers.execute(() -> {
                    try {
                        addOne(at, text);
                    } finally {
                        room.release();
                    }
                });
            }
            workers.shutdown();
            if (!workers.awaitTermination(1, TimeUnit.HOURS)) {
                throw new Failure("not done after an hour");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted after " + added + " accounts", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void addOne(int number, String line) {
        String text = line.strip();
        int space = text.indexOf(' ');
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (space < 0) {
            fail(number, "is not \"JID PASSWORD\"");
            return;
        }
        try {
            users.add(
                    text.substring(0, space),
                    new Secret(text.substring(space + 1).strip()));
            added.incrementAndGet();
        } catch (Failure e) {
            fail(number, String.valueOf(e.getMessage()));
        }
    }

    private void fail(int number, String why) {
        int count = failed.incrementAndGet();
        if (count <= MAX_FAILURES) {
            failures.add("line " + number + ": " + why);
        } else if (count == MAX_FAILURES + 1) {
            failures.add("and more that failed");
        }
    }
}
