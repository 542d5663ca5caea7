package im.regent.bench.measure;

import java.util.List;

/** One measure, taken several times. */
public record Series(List<Double> values) {
    /** Keeps a copy of {@code values}, which must not be empty. */
    public Series {
        values = values.stream().sorted().toList();
    }

    /** The middle one; of an even number, what is half-way between the two in the middle. */
    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Adds the median as {@code name}, and the extremes beside it. */
    public void addTo(Report report, String name) {
        report.add(name, median())
                .add(name + "_lowest", values.get(0))
                .add(name + "_highest", values.get(values.size() - 1));
    }
}
