package im.regent.bench.measure;

import java.io.IOException;
import java.util.List;

/** Reads what the server and this process have cost so far. */
public final class Meter {
    private final ProcessTree server;
    private final ProcessTree generator =
            new ProcessTree(List.of(ProcessHandle.current().pid()));

    /** {@code server} is what to charge the work to; it may be empty. */
    public Meter(ProcessTree server) {
        this.server = server;
    }

    /** Whether there is a server's process to be read; otherwise its cost is always 0. */
    public boolean knowsServer() {
        return !server.isEmpty();
    }

    /**
     * Both costs up to now.
     *
     * @throws IOException when the server's process is gone
     */
    public Cost read() throws IOException {
        return new Cost(server.cpuSeconds(), generator.cpuSeconds());
    }
}
