package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Journal.Entry;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was confirmed is there after {@code kill -9}, and nothing is there by halves. */
class KillTest {
    private static final int ROUNDS = 4;
    private static final int MAX_MILLIS = 1500;

    @TempDir
    Path folder;

    private final Map<Jid, Set<Long>> appended = new HashMap<>();
    private final Map<Jid, Long> lastInMap = new HashMap<>();
    private long highest;

    @Test
    void confirmedChangesSurviveTheKillAndNoneIsHalf() throws InterruptedException, IOException {
        Random moments = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill(moments.nextInt(MAX_MILLIS));
            try (Storage storage = Storage.open(DatabaseFixture.h2(folder), thread -> false)) {
                check(storage.stores());
            }
            // H2 writes there what it had to complain about, such as damage.
            Path complaints = folder.resolve("regent.trace.db");
            assertThat(Files.exists(complaints) ? Files.readString(complaints) : "")
                    .isEmpty();
        }
        assertThat(appended.values().stream().mapToInt(Set::size).sum()).isPositive();
    }

    private void runAndKill(int millis) throws InterruptedException, IOException {
        try (OtherProcess server = new OtherProcess(KilledServer.class, folder, highest + 1)) {
            note(server.line());
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (System.nanoTime() < end) {
                note(server.line());
            }
            server.kill().forEach(this::note);
        }
        // Numbers that were not confirmed may be on disk all the same.
        highest += 10_000;
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        assertThat(words).as(line).hasSize(3);
        Jid account = Jid.valueOf(words[1]);
        long number = Long.parseLong(words[2]);
        highest = Math.max(highest, number);
        if (words[0].equals("journal")) {
            assertThat(appended.computeIfAbsent(account, jid -> new HashSet<>()).add(number))
                    .isTrue();
        } else {
            lastInMap.merge(account, number, Math::max);
        }
    }

    private void check(Stores stores) {
        for (int i = 0; i < KilledServer.ACCOUNTS; i++) {
            Jid account = KilledServer.account(i);
            List<Entry<Element>> entries = KilledServer.journal(stores)
                    .read(account, 0, Integer.MAX_VALUE)
                    .toCompletableFuture()
                    .join();
            List<Long> kept = entries.stream()
                    .map(entry -> Long.parseLong(entry.value().orElseThrow().text()))
                    .toList();
            assertThat(kept).doesNotHaveDuplicates();
            Set<Long> lost = new TreeSet<>(appended.getOrDefault(account, Set.of()));
            lost.removeAll(new HashSet<>(kept));
            assertThat(lost).as("lost of " + kept.size()).isEmpty();
            checkMap(
                    KilledServer.maps(stores).get(account).toCompletableFuture().join(),
                    lastInMap.getOrDefault(account, 0L));
        }
    }

    private static void checkMap(Map<String, Element> map, long lastConfirmed) {
        Map<String, String> left = half(map, "left");
        assertThat(left).isEqualTo(half(map, "right"));
        long newest = left.values().stream().mapToLong(Long::parseLong).max().orElse(0);
        assertThat(newest).isGreaterThanOrEqualTo(lastConfirmed);
    }

    private static Map<String, String> half(Map<String, Element> map, String prefix) {
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> entry.getValue().text()));
    }
}
