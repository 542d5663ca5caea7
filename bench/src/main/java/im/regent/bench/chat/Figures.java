package im.regent.bench.chat;

import im.regent.bench.measure.Cost;
import im.regent.bench.measure.Report;
import org.HdrHistogram.Histogram;

/**
 * What one run, or several together, brought.
 *
 * @param latency of each message that was delivered in the measured time, in nanoseconds
 * @param seconds the measured time
 */
public record Figures(Histogram latency, double seconds, Counts counts, Cost cost) {
    private static final double UNIT = 100_000;

    /** Both runs together. */
    public Figures plus(Figures other) {
        Histogram both = latency.copy();
        both.add(other.latency);
        return new Figures(both, seconds + other.seconds, counts.plus(other.counts), cost.plus(other.cost));
    }

    /** Messages that arrived in the measured time. */
    public long delivered() {
        return latency.getTotalCount();
    }

    /** Deliveries per second. */
    public double rate() {
        return delivered() / seconds;
    }

    /** The server's CPU seconds for 100,000 deliveries. */
    public double serverCost() {
        return cost.server() / (delivered() / UNIT);
    }

    /** Adds all figures under names that begin with {@code prefix}. */
    public void addTo(Report report, String prefix, boolean isServerKnown) {
        report.add(prefix + "delivered", delivered())
                .add(prefix + "deliveries_per_second", rate())
                .add(prefix + "latency_p50_us", latency.getValueAtPercentile(50) / 1e3)
                .add(prefix + "latency_p99_us", latency.getValueAtPercentile(99) / 1e3)
                .add(prefix + "latency_p999_us", latency.getValueAtPercentile(99.9) / 1e3)
                .add(prefix + "latency_max_us", latency.getMaxValue() / 1e3);
        counts.addTo(report, prefix);
        report.add(prefix + "generator_cpu_seconds", cost.generator())
                .add(prefix + "generator_cpu_seconds_per_100000", cost.generator() / (delivered() / UNIT));
        if (isServerKnown) {
            report.add(prefix + "server_cpu_seconds", cost.server())
                    .add(prefix + "server_cpu_seconds_per_100000", serverCost());
        }
    }
}
