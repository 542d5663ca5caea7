package im.regent.bench.chat;

import im.regent.bench.chat.Tally.Span;
import im.regent.bench.measure.ProcessTree;
import im.regent.bench.measure.Report;
import im.regent.bench.stream.Connected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Makes the load between connections that are logged in, and accounts for it.
 *
 * <p>Connections come in pairs: sender, receiver, sender, receiver…
 */
public final class ChatRun {
    private final ChatSettings settings;
    private final ProcessTree server;
    private final ProcessTree generator =
            new ProcessTree(List.of(ProcessHandle.current().pid()));

    /** {@code server} is what to charge the work to; it may be empty. */
    public ChatRun(ChatSettings settings, ProcessTree server) {
        this.settings = settings;
        this.server = server;
    }

    /** How a run went: the figures, and what went wrong (empty when every message arrived once and in order). */
    public record Outcome(Report report, List<String> faults) {}

    /**
     * Runs warm-up, measurement and drain; blocks that long.
     *
     * @throws IOException when the server's process is gone
     */
    public Outcome run(List<Connected> connections) throws IOException {
        long begin = System.nanoTime() + settings.times().warmUp().toNanos();
        Span span = new Span(begin, begin + settings.times().measured().toNanos());
        List<LoadThread> loads = prepare(connections, span);
        List<Thread> threads = loads.stream()
                .map(load -> new Thread(load, "bench-load"))
                .peek(Thread::start)
                .toList();
        sleepUntil(span.begin());
        Cost before = Cost.of(server, generator);
        sleepUntil(span.end());
        Cost after = Cost.of(server, generator);
        for (Thread thread : threads) {
            join(thread);
        }
        return new Outcome(report(loads, after.minus(before)), faults(loads));
    }

    /** CPU seconds. */
    private record Cost(double server, double generator) {
        static Cost of(ProcessTree server, ProcessTree generator) throws IOException {
            return new Cost(server.cpuSeconds(), generator.cpuSeconds());
        }

        Cost minus(Cost earlier) {
            return new Cost(server - earlier.server, generator - earlier.generator);
        }
    }

    private List<LoadThread> prepare(List<Connected> connections, Span span) throws IOException {
        List<LoadThread> loads = new ArrayList<>();
        for (int thread = 0; thread < settings.threads(); thread++) {
            Tally tally = new Tally(span);
            List<Pair> pairs = new ArrayList<>();
            for (int number = thread; number < settings.pairs(); number += settings.threads()) {
                pairs.add(pair(number, connections.get(2 * number), connections.get(2 * number + 1), tally));
            }
            loads.add(new LoadThread(pairs, tally, settings.times().drain().toNanos()));
        }
        return loads;
    }

    private Pair pair(int number, Connected sender, Connected receiver, Tally tally) throws IOException {
        sender.wire().channel().configureBlocking(false);
        receiver.wire().channel().configureBlocking(false);
        String to = settings.isToBareJid() ? receiver.jid().replaceFirst("/.*", "") : receiver.jid();
        Template template = new Template(number, to, settings.bodyBytes(), settings.window());
        return new Pair(number, new Pair.Ends(sender.wire(), receiver.wire(), settings.window()), template, tally);
    }

    private Report report(List<LoadThread> loads, Cost cost) {
        Histogram latency = new Histogram(loads.get(0).tally().latency());
        long delivered = 0;
        for (LoadThread load : loads) {
            latency.add(load.tally().latency());
            delivered += load.tally().delivered();
        }
        double seconds = settings.times().measured().toNanos() / 1e9;
        Report report = new Report()
                .add("pairs", settings.pairs())
                .add("window", settings.window())
                .add("body_bytes", settings.bodyBytes())
                .add("seconds", seconds)
                .add("delivered", delivered)
                .add("deliveries_per_second", delivered / seconds)
                .add("latency_p50_us", latency.getValueAtPercentile(50) / 1e3)
                .add("latency_p99_us", latency.getValueAtPercentile(99) / 1e3)
                .add("latency_p999_us", latency.getValueAtPercentile(99.9) / 1e3)
                .add("latency_max_us", latency.getMaxValue() / 1e3);
        addFaults(report, loads);
        addCost(report, cost, delivered / 100_000.0);
        return report;
    }

    private static void addFaults(Report report, List<LoadThread> loads) {
        Sum sum = new Sum(loads);
        report.add("lost", sum.of(pair -> pair.ledger().missing(pair.sent())))
                .add("duplicated", sum.of(pair -> pair.ledger().duplicates()))
                .add("out_of_order", sum.of(pair -> pair.ledger().outOfOrder()))
                .add("foreign", sum.of(pair -> pair.ledger().foreign()))
                .add(
                        "sent_back",
                        loads.stream().mapToLong(load -> load.tally().bounced()).sum())
                .add(
                        "disconnected",
                        loads.stream()
                                .mapToLong(load -> load.tally().disconnected())
                                .sum());
    }

    private record Sum(List<LoadThread> loads) {
        long of(java.util.function.ToLongFunction<Pair> figure) {
            return loads.stream()
                    .flatMap(load -> load.pairs().stream())
                    .mapToLong(figure)
                    .sum();
        }
    }

    private void addCost(Report report, Cost cost, double hundredThousands) {
        report.add("generator_cpu_seconds", cost.generator())
                .add("generator_cpu_seconds_per_100000", cost.generator() / hundredThousands);
        if (!server.isEmpty()) {
            report.add("server_cpu_seconds", cost.server())
                    .add("server_cpu_seconds_per_100000", cost.server() / hundredThousands);
        }
    }

    private static List<String> faults(List<LoadThread> loads) {
        Sum sum = new Sum(loads);
        List<String> faults = new ArrayList<>();
        loads.forEach(load -> faults.addAll(load.tally().reasons()));
        long unsound = sum.of(pair -> pair.ledger().missing(pair.sent())
                + pair.ledger().duplicates()
                + pair.ledger().outOfOrder()
                + pair.ledger().foreign());
        if (unsound > 0) {
            faults.add(unsound + " messages were lost, duplicated, out of order or not ours");
        }
        return List.copyOf(faults);
    }

    private static void sleepUntil(long nanoTime) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}
