package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Archive;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are found among numbers that have gaps, and that several entries share. */
class ArchiveTimesTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");
    private static final int MAX_STEP = 3;
    private static final int SEEDS = 5;
    private static final int ENTRIES = 40;

    private static Archive.Appended append(Archive<Element> archive, Jid account, long time) {
        return archive.append(account, ROMEO, Instant.ofEpochMilli(time), Element.of("urn:x", "x"));
    }

    private static List<Long> times(Archive<Element> archive, ArchiveQuery.Builder query) {
        return archive.page(JULIET, query.build()).toCompletableFuture().join().orElseThrow().entries().stream()
                .map(entry -> entry.at().toEpochMilli())
                .toList();
    }

    @Test
    void everySpanOfTimeHasItsEntriesAndTrimmingLeavesTheRest(@TempDir Path folder) {
        try (Storage storage = Storage.open(DatabaseFixture.h2(folder), thread -> false)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Archive<Element> archive = storage.stores().archive("seed" + seed, Codec.xml());
                List<Long> times = fill(archive, new Random(seed));
                long end = times.get(times.size() - 1) + 2;
                for (long time = 0; time <= end; time++) {
                    long limit = time;
                    Instant at = Instant.ofEpochMilli(time);
                    assertThat(times(archive, ArchiveQuery.first(100).start(at)))
                            .isEqualTo(times.stream().filter(t -> t >= limit).toList());
                    assertThat(times(archive, ArchiveQuery.first(100).end(at)))
                            .isEqualTo(times.stream().filter(t -> t <= limit).toList());
                }
                for (long time = 0; time <= end; time++) {
                    long limit = time;
                    archive.trim(JULIET, Instant.ofEpochMilli(time), Integer.MAX_VALUE)
                            .toCompletableFuture()
                            .join();
                    assertThat(times(archive, ArchiveQuery.first(100)))
                            .isEqualTo(times.stream().filter(t -> t >= limit).toList());
                }
            }
        }
    }

    private static List<Long> fill(Archive<Element> archive, Random random) {
        List<Long> times = new ArrayList<>();
        long time = 2;
        for (int i = 0; i < ENTRIES; i++) {
            time += random.nextInt(MAX_STEP);
            times.add(time);
            append(archive, JULIET, time);
            for (int others = random.nextInt(MAX_STEP); others > 0; others--) {
                append(archive, ROMEO, time);
            }
        }
        return times;
    }
}
