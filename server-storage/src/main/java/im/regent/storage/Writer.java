package im.regent.storage;

import im.regent.core.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * The thread that writes: it takes whatever has gathered, up to a bound, writes it in one transaction, and answers.
 *
 * <p>If a group cannot be written, each mutation is tried alone, so that one bad row fails nobody else; only a lost connection
 * fails the whole group at once. Answers run on a thread of their own: what a caller does with one must not hold up the
 * writing. A mutation takes room from when it is added until it is answered. Safe for every thread.
 */
final class Writer implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int MAX_WAITING = 50_000;

    /** So that no more than 64 MiB wait. */
    private static final int BYTES_PER_PERMIT = (64 << 20) / MAX_WAITING;

    private final GroupCommit commit;
    private final Gathering queue = new Gathering(System::nanoTime, PAUSE);
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private final ExecutorService answerer = Executors.newSingleThreadExecutor(Threads.named("answer"));
    private final Thread thread;
    private volatile boolean isClosing;

    Writer(GroupCommit commit) {
        this.commit = commit;
        this.thread = Threads.named("write").newThread(this::run);
        thread.start();
    }

    /** Blocks while there is no room. */
    void add(Mutation mutation) {
        room.acquireUninterruptibly(permits(mutation));
        queue.add(mutation);
    }

    void answer(Runnable answer) {
        answerer.execute(answer);
    }

    private static int permits(Mutation mutation) {
        return Math.min(MAX_WAITING, 1 + mutation.size() / BYTES_PER_PERMIT);
    }

    private void run() {
        while (!isClosing || !queue.isEmpty()) {
            try {
                write(queue.next());
                queue.written();
            } catch (InterruptedException e) {
                // only close ends this thread, when all is written
            }
        }
    }

    private void write(List<Mutation> group) {
        List<Mutation> sound = new ArrayList<>(group.size());
        List<Mutation> doomed = new ArrayList<>();
        group.forEach(mutation -> (mutation.isDoomed() ? doomed : sound).add(mutation));
        if (!doomed.isEmpty()) {
            fail(doomed, new StoreException("a change before this one failed"));
        }
        try {
            int[] rows = commit.write(sound);
            succeed(sound, rows);
        } catch (SQLException e) {
            writeAlone(sound, e, Outage.isConnectionLost(e));
        } catch (Throwable e) { // the border of the thread: without it nothing would ever be written again
            writeAlone(sound, e, e instanceof Error);
        }
    }

    private void writeAlone(List<Mutation> group, Throwable failure, boolean isHopeless) {
        if (isHopeless || group.size() == 1) {
            fail(group, new StoreException("the change could not be written", failure));
        } else {
            group.forEach(mutation -> write(List.of(mutation)));
        }
    }

    private void succeed(List<Mutation> group, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            group.get(i).committed(rows[i]);
        }
        tell(group, i -> group.get(i).answer().run());
    }

    private void fail(List<Mutation> group, StoreException failure) {
        group.forEach(Mutation::failed);
        tell(group, i -> group.get(i).refusal().accept(failure));
    }

    /** Answers before the lanes find the cells free, so that no later answer overtakes. */
    private void tell(List<Mutation> group, IntConsumer answer) {
        int permits = group.stream().mapToInt(Writer::permits).sum();
        answerer.execute(() -> {
            room.release(permits);
            for (int i = 0; i < group.size(); i++) {
                answer.accept(i);
            }
        });
        group.forEach(Mutation::release);
    }

    /** Writes what is queued, then ends. Nothing may be added any more. */
    @Override
    public void close() {
        isClosing = true;
        queue.add(Mutation.nothing()); // the thread may be waiting for one
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Threads.finish(answerer);
    }
}
