package im.regent.im.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.im.api.ArchiveIds;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells others about ids. Those of messages on their way out are remembered by the very message, for as long as it is on its
 * way: hidden from its receiver, who gets the same message. Bounded; safe for every thread.
 */
final class SentIds implements ArchiveIds {
    private static final int MAX_ON_THEIR_WAY = 10_000;
    private static final int MAX_LOST = 10_000;

    private record SentId(Jid account, String id) {}

    private record Place(Jid account, long number) {}

    private final Cache<Message, SentId> sent = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MAX_ON_THEIR_WAY)
            .executor(Runnable::run)
            .build();
    /** Whose messages could not be written after they had got their number: there is nothing at it. */
    private final Cache<Place, Boolean> lost =
            Caffeine.newBuilder().maximumSize(MAX_LOST).executor(Runnable::run).build();

    private final Arrivals arrivals = new Arrivals();
    private final IdKeys keys;

    SentIds(IdKeys keys) {
        this.keys = keys;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    void remember(Message message, Jid account, String id) {
        sent.put(message, new SentId(account, id));
    }

    /** The message of this number could not be written. */
    void lost(Jid account, long number) {
        lost.put(new Place(account, number), true);
    }

    @Override
    public Message asSent(Message message) {
        SentId known = sent.getIfPresent(message);
        return known == null ? message : StanzaIds.with(known.id(), known.account(), message);
    }

    @Override
    public Message handOver(Message message, Consumer<Message> receivers) {
        return arrivals.handOver(message, receivers);
    }

    @Override
    public boolean isKept(Message message) {
        return number(message.receiver().bare(), message).isPresent();
    }

    @Override
    public boolean hasFetched(Session session, Message message) {
        Optional<Fetched> fetched = session.state(Fetched.class);
        if (fetched.isEmpty()) {
            return false;
        }
        OptionalLong number = number(session.jid().bare(), message);
        return number.isPresent() && fetched.get().has(number.getAsLong());
    }

    /** Under which the account's archive keeps the message. */
    private OptionalLong number(Jid account, Message message) {
        Optional<String> id = StanzaIds.of(account, message);
        // Keys of hosts are read when the server starts, long before a client or a message is there: one that is still
        // missing is not waited for.
        Optional<WireIds> ids = id.isPresent() ? keys.known(account) : Optional.empty();
        OptionalLong number =
                ids.map(known -> known.decode(account, id.orElseThrow())).orElse(OptionalLong.empty());
        boolean isLost = number.isPresent() && lost.getIfPresent(new Place(account, number.getAsLong())) != null;
        return isLost ? OptionalLong.empty() : number;
    }
}
