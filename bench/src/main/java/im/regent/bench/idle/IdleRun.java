package im.regent.bench.idle;

import im.regent.bench.measure.Jvm;
import im.regent.bench.measure.ProcessTree;
import im.regent.bench.measure.Report;
import im.regent.bench.stream.Account;
import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Crowd;
import im.regent.bench.stream.Dialler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens idle connections and reads the server's memory before, while they are open, and after they have closed. */
public final class IdleRun {
    private final IdleSettings settings;
    private final ProcessTree server;
    private final Dialler dialler;
    private final List<Account> accounts;
    private final Sources sources;

    /**
     * Prepares a run.
     *
     * @param server the process whose memory is read; must not be empty
     * @param accounts who logs in; many connections may share one, each with its own resource
     */
    public IdleRun(
            IdleSettings settings,
            ProcessTree server,
            Dialler dialler,
            List<Account> accounts,
            InetAddress serverAddress) {
        this.settings = settings;
        this.server = server;
        this.dialler = dialler;
        this.accounts = accounts.isEmpty() ? List.of(new Account("nobody", "")) : List.copyOf(accounts);
        this.sources = new Sources(serverAddress);
    }

    /** How a run went: the figures, and how many of the connections the server closed. */
    public record Outcome(Report report, int closed) {}

    /** Memory of the server in bytes; {@code heap} is 0 unless it is a JVM. */
    private record Memory(long resident, long heap) {}

    /**
     * Runs; blocks until all is closed again.
     *
     * @throws IOException when a connection could not be made or the server's process cannot be read
     */
    public Outcome run() throws IOException {
        Bystander bystander = new Bystander();
        Thread reader = new Thread(bystander, "bench-idle");
        reader.start();
        try {
            closeAll(open(settings.rehearsal(), bystander));
            Memory before = read();
            double cpuBefore = server.cpuSeconds();
            int closedBefore = bystander.closed();
            long started = System.nanoTime();
            List<Connected> connections = open(settings.connections(), bystander);
            double seconds = (System.nanoTime() - started) / 1e9;
            double cpu = server.cpuSeconds() - cpuBefore;
            Memory during = read();
            int closed = bystander.closed() - closedBefore;
            closeAll(connections);
            Memory after = read();
            Report report = report(before, during, after)
                    .add("closed_by_server", closed)
                    .add("opening_seconds", seconds)
                    .add("opening_server_cpu_ms_each", cpu * 1000 / settings.connections());
            return new Outcome(report, closed);
        } finally {
            bystander.stop();
        }
    }

    private List<Connected> open(int count, Bystander bystander) throws IOException {
        return Crowd.gather(count, settings.threads(), index -> {
            Account account = accounts.get(index % accounts.size());
            Connected connected = dialler.dial(account, "idle" + index, settings.stage(), sources.of(index));
            bystander.watch(connected.wire());
            return connected;
        });
    }

    private static void closeAll(List<Connected> connections) throws IOException {
        for (Connected connected : connections) {
            connected.wire().close();
        }
    }

    private Memory read() throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(settings.settle().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        long heap = 0;
        if (settings.isJvm()) {
            for (long pid : server.roots()) {
                heap += new Jvm(pid).collectGarbage();
            }
        }
        return new Memory(server.residentBytes(), heap);
    }

    private Report report(Memory before, Memory during, Memory after) {
        double count = settings.connections();
        Report report = new Report()
                .add("connections", settings.connections())
                .add("stage", settings.stage().name().toLowerCase(java.util.Locale.ROOT))
                .add("resident_bytes_before", before.resident())
                .add("resident_bytes_open", during.resident())
                .add("resident_bytes_closed", after.resident())
                .add("resident_bytes_per_connection", (during.resident() - before.resident()) / count);
        if (settings.isJvm()) {
            report.add("heap_bytes_before", before.heap())
                    .add("heap_bytes_open", during.heap())
                    .add("heap_bytes_closed", after.heap())
                    .add("heap_bytes_per_connection", (during.heap() - before.heap()) / count);
        }
        return report;
    }
}
