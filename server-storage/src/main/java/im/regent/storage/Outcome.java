package im.regent.storage;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a change came to.
 *
 * @param result what the caller is told when the rows are durable
 * @param after the new value; null if it stays
 * @param others parts that the change has in cells of other stores
 * @param written told how many rows there were, when they are durable
 */
record Outcome<V, R>(R result, @Nullable Held<V> after, List<Row> rows, List<Claim<?>> others, IntConsumer written) {
    static <V, R> Outcome<V, R> nothing(R result) {
        return new Outcome<>(result, null, List.of(), List.of(), count -> {});
    }

    static <V, R> Outcome<V, R> of(R result, Held<V> after, List<Row> rows) {
        return new Outcome<>(result, after, rows, List.of(), count -> {});
    }
}
