package im.regent.im.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Messages that have come for accounts and are to be archived when somebody is given them.
 *
 * <p>The problem: two streams, on two threads, have a message for the same client. If a message got its id first and were sent
 * then, the one with the greater id could be sent first. The idea: both are one step, under a lock of the account; what happens
 * there never waits, for ids and places in queues are at hand. That a message is to be archived has been found out before, and
 * is remembered by the very message for as long as it is on its way. Safe for every thread.
 */
final class Arrivals {
    private static final int LOCKS = 64;

    private final Cache<Message, Function<Message, Message>> expected =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** When this message is handed over, it is to be archived so; the result is what is handed over in its place. */
    void expect(Message message, Function<Message, Message> archiving) {
        expected.put(message, archiving);
    }

    /** As {@link im.regent.im.api.ArchiveIds#handOver}. */
    Message handOver(Message message, Consumer<Message> receivers) {
        Function<Message, Message> archiving = expected.asMap().remove(message);
        if (archiving == null) {
            receivers.accept(message);
            return message;
        }
        synchronized (lock(message.receiver().bare())) { // nothing that waits: a number, and places in queues
            Message archived = archiving.apply(message);
            receivers.accept(archived);
            return archived;
        }
    }

    private Object lock(Jid account) {
        return locks[Math.floorMod(account.hashCode(), LOCKS)];
    }
}
