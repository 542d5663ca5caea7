package im.regent.bench.chat;

import im.regent.bench.measure.Report;

/** What went wrong in a run, counted over the whole of it. */
public record Counts(long lost, long duplicated, long outOfOrder, long foreign, long sentBack, long disconnected) {
    /** Both together. */
    Counts plus(Counts other) {
        return new Counts(
                lost + other.lost,
                duplicated + other.duplicated,
                outOfOrder + other.outOfOrder,
                foreign + other.foreign,
                sentBack + other.sentBack,
                disconnected + other.disconnected);
    }

    /** Messages that did not arrive once, in order, at their receiver. */
    long unsound() {
        return lost + duplicated + outOfOrder + foreign;
    }

    void addTo(Report report, String prefix) {
        report.add(prefix + "lost", lost)
                .add(prefix + "duplicated", duplicated)
                .add(prefix + "out_of_order", outOfOrder)
                .add(prefix + "foreign", foreign)
                .add(prefix + "sent_back", sentBack)
                .add(prefix + "disconnected", disconnected);
    }
}
