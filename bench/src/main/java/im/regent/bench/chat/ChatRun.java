package im.regent.bench.chat;

import im.regent.bench.chat.Tally.Span;
import im.regent.bench.measure.Cost;
import im.regent.bench.measure.Meter;
import im.regent.bench.stream.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Makes the load on some routes between connections that are logged in, and accounts for it. */
public final class ChatRun {
    private final ChatSettings settings;
    private final Meter meter;

    /** {@code meter} reads what it costs. */
    public ChatRun(ChatSettings settings, Meter meter) {
        this.settings = settings;
        this.meter = meter;
    }

    /** How a run went: the figures, and what went wrong (empty when every message arrived once and in order). */
    public record Outcome(Figures figures, List<String> faults) {}

    /**
     * Runs warm-up, measurement and drain; blocks that long. The connections stay open and may serve another run, with
     * other numbers.
     *
     * @param silent connections that send nothing here; a message that comes to one of them was sent back
     * @throws IOException when the server's process is gone
     */
    public Outcome run(List<Route> routes, List<Wire> silent) throws IOException {
        long begin = System.nanoTime() + settings.times().warmUp().toNanos();
        Span span = new Span(begin, begin + settings.times().measured().toNanos());
        List<LoadThread> loads = prepare(routes, silent, span);
        List<Thread> threads = loads.stream()
                .map(load -> new Thread(load, "bench-load"))
                .peek(Thread::start)
                .toList();
        sleepUntil(span.begin());
        Cost before = meter.read();
        sleepUntil(span.end());
        Cost after = meter.read();
        for (Thread thread : threads) {
            join(thread);
        }
        Counts counts = counts(loads);
        return new Outcome(
                new Figures(latency(loads), span.seconds(), counts, after.minus(before)), faults(loads, counts));
    }

    private List<LoadThread> prepare(List<Route> routes, List<Wire> silent, Span span) throws IOException {
        List<LoadThread> loads = new ArrayList<>();
        for (int thread = 0; thread < settings.threads(); thread++) {
            Tally tally = new Tally(span);
            Map<Wire, Sender> senders = new LinkedHashMap<>();
            List<Pair> pairs = new ArrayList<>();
            for (int index = thread; index < routes.size(); index += settings.threads()) {
                Route route = routes.get(index);
                route.receiver().channel().configureBlocking(false);
                Sender sender = senders.computeIfAbsent(route.sender(), wire -> new Sender(wire, tally));
                pairs.add(new Pair(route, sender, settings, tally));
            }
            for (int index = thread; index < silent.size(); index += settings.threads()) {
                senders.computeIfAbsent(silent.get(index), wire -> new Sender(wire, tally));
            }
            for (Wire wire : senders.keySet()) {
                wire.channel().configureBlocking(false);
            }
            loads.add(new LoadThread(
                    pairs,
                    List.copyOf(senders.values()),
                    tally,
                    settings.times().drain().toNanos()));
        }
        return loads;
    }

    private static Histogram latency(List<LoadThread> loads) {
        Histogram latency = loads.get(0).tally().latency().copy();
        loads.subList(1, loads.size()).forEach(load -> latency.add(load.tally().latency()));
        return latency;
    }

    private static Counts counts(List<LoadThread> loads) {
        return new Counts(
                sum(loads, pair -> pair.ledger().missing(pair.sent())),
                sum(loads, pair -> pair.ledger().duplicates()),
                sum(loads, pair -> pair.ledger().outOfOrder()),
                sum(loads, pair -> pair.ledger().foreign()),
                loads.stream().mapToLong(load -> load.tally().bounced()).sum(),
                loads.stream().mapToLong(load -> load.tally().disconnected()).sum());
    }

    private static long sum(List<LoadThread> loads, ToLongFunction<Pair> figure) {
        return loads.stream()
                .flatMap(load -> load.pairs().stream())
                .mapToLong(figure)
                .sum();
    }

    private static List<String> faults(List<LoadThread> loads, Counts counts) {
        List<String> faults = new ArrayList<>();
        loads.forEach(load -> faults.addAll(load.tally().reasons()));
        if (counts.unsound() > 0) {
            faults.add(counts.unsound() + " messages were lost, duplicated, out of order or not ours");
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
