package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.xml.Element;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast storage is on this machine, as a program: appended rows of 400 bytes per second with so many waiters, each of which
 * appends again when it is told that the last one is durable; and a thousand changes of one map, which grows to a thousand
 * entries, made without waiting. Arguments: a JDBC URL, user, password; without any, H2 in a temporary folder.
 */
final class StorageSpeed {
    private static final int SECONDS = 5;

    private final Storage storage;
    private final PrintStream out;
    private final AtomicInteger names = new AtomicInteger();

    private StorageSpeed(Storage storage, PrintStream out) {
        this.storage = storage;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (Durability durability : Durability.values()) {
            Path folder = Files.createTempDirectory("regent-speed");
            StorageSettings base =
                    args.length == 0 ? DatabaseFixture.h2(folder) : DatabaseFixture.settings(args[0], args[1], args[2]);
            StorageSettings settings = new StorageSettings(
                    base.url(), base.user(), base.password(), durability, new StorageSettings.Pools(4, 2), 32 << 20);
            try (Storage storage = Storage.open(settings, thread -> false)) {
                out.println(durability);
                new StorageSpeed(storage, out).measure();
            }
        }
    }

    private void measure() {
        for (int waiters : new int[] {64, 1, 64, 512, 1}) {
            append(waiters);
        }
        for (int i = 0; i < 5; i++) {
            growMap(Jid.valueOf("map" + i + "@capulet.lit"));
        }
    }

    private void append(int waiters) {
        Journal<Element> journal = storage.stores().journal("speed" + names.incrementAndGet(), Codec.xml());
        Element value = Element.text("urn:example", "message", "x".repeat(360));
        AtomicLong rows = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            CompletableFuture<?> done = new CompletableFuture<>();
            all.add(done);
            again(journal, Jid.valueOf("user" + i + "@capulet.lit"), value, new Run(rows, end, done));
        }
        all.forEach(CompletableFuture::join);
        out.printf("  %d waiters: %,d rows/s%n", waiters, rows.get() / SECONDS);
    }

    private record Run(AtomicLong rows, long end, CompletableFuture<?> done) {}

    private static void again(Journal<Element> journal, Jid account, Element value, Run run) {
        journal.append(account, value, Integer.MAX_VALUE).thenAccept(id -> {
            run.rows.incrementAndGet();
            if (System.nanoTime() < run.end) {
                again(journal, account, value, run);
            } else {
                run.done.complete(null);
            }
        });
    }

    private void growMap(Jid account) {
        Maps<Element> maps = storage.stores().maps("speed", Codec.xml());
        Element value = Element.text("urn:example", "item", "x".repeat(100));
        long start = System.nanoTime();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String key = "contact" + i + "@montague.lit";
            all.add(maps.update(account, old -> plus(old, key, value)).toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);
        out.printf("  1,000 changes of one map: %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static Map<String, Element> plus(Map<String, Element> old, String key, Element value) {
        Map<String, Element> map = new HashMap<>(old);
        map.put(key, value);
        return map;
    }
}
