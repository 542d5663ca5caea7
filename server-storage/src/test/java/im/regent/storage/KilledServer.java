package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that changes its stores as fast as it can, and writes a line for each change that was confirmed. It ends only by
 * force. The first argument is the folder of the database, the second the number of the first change.
 */
final class KilledServer {
    static final int ACCOUNTS = 8;
    private static final int IN_FLIGHT_PER_ACCOUNT = 8;

    private final OutputStream confirmed = new FileOutputStream(FileDescriptor.out);
    private final AtomicLong next;
    private final Journal<Element> journal;
    private final Maps<Element> maps;

    private KilledServer(Stores stores, long first) {
        next = new AtomicLong(first);
        journal = journal(stores);
        maps = maps(stores);
    }

    public static void main(String[] args) throws InterruptedException {
        Storage storage = Storage.open(DatabaseFixture.h2(Path.of(args[0])), thread -> false);
        KilledServer server = new KilledServer(storage.stores(), Long.parseLong(args[1]));
        for (int i = 0; i < ACCOUNTS * IN_FLIGHT_PER_ACCOUNT; i++) {
            server.change(account(i % ACCOUNTS));
        }
        new CountDownLatch(1).await();
    }

    static Jid account(int number) {
        return Jid.valueOf("user" + number + "@capulet.lit");
    }

    static Journal<Element> journal(Stores stores) {
        return stores.journal("killed", Codec.xml());
    }

    static Maps<Element> maps(Stores stores) {
        return stores.maps("killed", Codec.xml());
    }

    static Element value(long number) {
        return Element.text("urn:example", "n", Long.toString(number));
    }

    /** One append, and one change of two entries of a map that belong together; then the next. */
    private void change(Jid account) {
        long number = next.getAndIncrement();
        journal.append(account, value(number), Integer.MAX_VALUE)
                .thenAccept(id -> confirm("journal", account, number))
                .thenCompose(done -> maps.update(account, old -> withPair(old, number)))
                .thenAccept(map -> {
                    confirm("map", account, number);
                    change(account);
                });
    }

    /** Puts the pair in the place of one from so long ago that nobody is still at it, so the map stays small. */
    private static Map<String, Element> withPair(Map<String, Element> old, long number) {
        Map<String, Element> map = new HashMap<>(old);
        map.put("left" + number % 1000, value(number));
        map.put("right" + number % 1000, value(number));
        return map;
    }

    private void confirm(String what, Jid account, long number) {
        String line = OtherProcess.MARK + what + ' ' + account + ' ' + number + '\n';
        synchronized (confirmed) {
            try {
                confirmed.write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
