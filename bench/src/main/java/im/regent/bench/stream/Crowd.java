package im.regent.bench.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many log-ins, several at a time. */
public final class Crowd {
    private Crowd() {}

    /** Brings about one of the connections; called on several threads. */
    public interface Dial {
        /** The connection number {@code index}. */
        Connected dial(int index) throws IOException;
    }

    /**
     * Makes {@code count} connections, {@code threads} at a time.
     *
     * @return the connections in the order of their numbers
     * @throws IOException the first failure; no further log-in is begun then
     */
    public static List<Connected> gather(int count, int threads, Dial dial) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Connected>> pending = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int index = i;
                pending.add(pool.submit(() -> dial.dial(index)));
            }
            List<Connected> connections = new ArrayList<>(count);
            for (Future<Connected> one : pending) {
                connections.add(one.get());
            }
            return connections;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during log-ins", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
