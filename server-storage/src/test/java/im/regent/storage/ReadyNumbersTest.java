package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadyNumbersTest {
    private final AtomicLong end = new AtomicLong();
    private final List<Runnable> fetches = new ArrayList<>();

    private ReadyNumbers numbers() {
        return new ReadyNumbers(() -> end.addAndGet(10), 10, fetches::add);
    }

    @Test
    void nextBlockIsFetchedInTime() {
        ReadyNumbers numbers = new ReadyNumbers(() -> end.addAndGet(10), 10, Runnable::run);

        assertThat(LongStream.generate(numbers::next).limit(95))
                .containsExactlyElementsOf(LongStream.range(0, 95).boxed().toList());
    }

    @Test
    void nobodyWaitsForABlockAndThereIsAnErrorWithoutOne() {
        ReadyNumbers numbers = numbers();
        LongStream.generate(numbers::next).limit(10).forEach(number -> {});
        assertThat(fetches).as("one fetch at a time").hasSize(1);
        assertThatThrownBy(numbers::next).isInstanceOf(StoreException.class);

        fetches.remove(0).run();
        assertThat(numbers.next()).isEqualTo(10);
    }

    /** The queue of readers is full for a moment. */
    @Test
    void whoCannotFetchNowTriesAgainWithTheNextNumber() {
        AtomicInteger refusals = new AtomicInteger(1);
        ReadyNumbers numbers = new ReadyNumbers(() -> end.addAndGet(10), 10, fetch -> {
            if (refusals.getAndDecrement() > 0) {
                throw new RejectedExecutionException();
            }
            fetch.run();
        });

        assertThat(LongStream.generate(numbers::next).limit(95))
                .containsExactlyElementsOf(LongStream.range(0, 95).boxed().toList());
    }

    @Test
    void otherBlocksInBetweenAreSkipped() {
        ReadyNumbers numbers = numbers();
        end.addAndGet(100);
        LongStream.generate(numbers::next).limit(6).forEach(number -> {});
        fetches.remove(0).run();
        LongStream.generate(numbers::next).limit(4).forEach(number -> {});

        assertThat(numbers.next()).isEqualTo(110);
    }
}
