package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Archive;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * How fast a large archive is on this machine, as a program: a million messages of one account with a thousand contacts, a
 * second between them; then, after a restart, the very first page, pages of 50 of each kind, the median and the worst of 40, and
 * what it costs to look for what is too much. Arguments: a JDBC URL, user, password; without any, H2 in a temporary folder.
 */
final class ArchiveSpeed {
    private static final int MILLION = 1_000_000;
    private static final int CONTACTS = 1000;
    private static final int IN_FLIGHT = 10_000;
    private static final int ROUNDS = 40;
    private static final Jid OWNER = Jid.valueOf("juliet@capulet.lit");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Storage storage;
    private final Archive<Element> archive;
    private final PrintStream out;
    private final long[] ids;

    private ArchiveSpeed(Storage storage, long[] ids, PrintStream out) {
        this.storage = storage;
        this.archive = storage.stores().archive("speed", Codec.xml());
        this.ids = ids;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("regent-archive-speed");
        StorageSettings settings = args.length < 3
                ? DatabaseFixture.h2(folder)
                : DatabaseFixture.settings(args[args.length - 3], args[args.length - 2], args[args.length - 1]);
        int entries = args.length % 3 == 1 ? Integer.parseInt(args[0]) : MILLION;
        long[] ids;
        try (Storage storage = Storage.open(settings, thread -> false)) {
            ids = new ArchiveSpeed(storage, new long[entries], out).fill();
        }
        try (Storage storage = Storage.open(settings, thread -> false)) {
            new ArchiveSpeed(storage, ids, out).measure();
        }
    }

    private static Jid contact(long number) {
        return Jid.valueOf("contact" + number % CONTACTS + "@montague.lit/phone");
    }

    private static Instant second(long number) {
        return START.plusSeconds(number);
    }

    private long[] fill() {
        Element message = Element.text("jabber:client", "message", "x".repeat(300));
        long begin = System.nanoTime();
        for (int i = 0; i < ids.length; i++) {
            Archive.Appended appended = archive.append(OWNER, contact(i), second(i), message);
            ids[i] = appended.id();
            if (i % IN_FLIGHT == 0) {
                appended.durable().toCompletableFuture().join();
            }
        }
        archive.span(OWNER).toCompletableFuture().join();
        out.printf(
                "%d entries appended, %d per second%n",
                ids.length, ids.length * 1_000_000_000L / (System.nanoTime() - begin));
        return ids;
    }

    private void measure() {
        first();
        page("first page", at -> ArchiveQuery.first(50));
        page("last page", at -> ArchiveQuery.last(50));
        page("after an id", at -> ArchiveQuery.first(50).after(ids[(int) at]));
        page("before an id", at -> ArchiveQuery.last(50).before(ids[(int) at]));
        page("from a time on", at -> ArchiveQuery.first(50).start(second(at)));
        page("last until a time", at -> ArchiveQuery.last(50).end(second(at)));
        page("with a contact", at -> ArchiveQuery.first(50).with(contact(at).bare()));
        page("last with a resource", at -> ArchiveQuery.last(50).with(contact(at)));
        page(
                "contact after an id",
                at -> ArchiveQuery.first(50).with(contact(at).bare()).after(ids[(int) at]));
        page(
                "contact from a time on",
                at -> ArchiveQuery.first(50).with(contact(at).bare()).start(second(at)));
        page("nobody's", at -> ArchiveQuery.first(50).with(Jid.valueOf("nobody@montague.lit")));
        trim("trim, nothing is too much", ids.length);
        trim("trim, a thousand are", ids.length - 1000);
        page("first page", at -> ArchiveQuery.first(50));
    }

    /** What the first client asks for when it comes; it has logged in before, which asks the database, too. */
    private void first() {
        storage.stores().accounts().exists(OWNER).toCompletableFuture().join();
        long begin = System.nanoTime();
        archive.page(OWNER, ArchiveQuery.last(50).build()).toCompletableFuture().join();
        out.printf("the first of all         %6.2f ms%n", (System.nanoTime() - begin) / 1e6);
    }

    private void trim(String name, int maxEntries) {
        long begin = System.nanoTime();
        archive.trim(OWNER, Instant.EPOCH, maxEntries).toCompletableFuture().join();
        out.printf("%-24s %6.2f ms%n", name, (System.nanoTime() - begin) / 1e6);
    }

    private void page(String name, LongFunction<ArchiveQuery.Builder> query) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ArchiveQuery wanted = query.apply((i * 7919L * 13) % ids.length).build();
            long begin = System.nanoTime();
            archive.page(OWNER, wanted).toCompletableFuture().join();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        out.printf("%-24s median %6.2f ms, worst %6.2f ms%n", name, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS - 1] / 1e6);
    }
}
