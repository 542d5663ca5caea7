package im.regent.im.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.im.api.ArchiveIds;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells others about ids. Those of messages on their way out are remembered by the very message, for as long as it is on its
 * way: hidden from its receiver, who gets the same message. Bounded; safe for every thread.
 */
final class SentIds implements ArchiveIds {
    private static final int MAX_ON_THEIR_WAY = 10_000;

    private final Cache<Message, String> sent = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(MAX_ON_THEIR_WAY)
            .executor(Runnable::run)
            .build();
    private final IdKeys keys;

    SentIds(IdKeys keys) {
        this.keys = keys;
    }

    void remember(Message message, String id) {
        sent.put(message, id);
    }

    @Override
    public Optional<String> ofSent(Message message) {
        return Optional.ofNullable(sent.getIfPresent(message));
    }

    @Override
    public boolean hasFetched(Session session, Message message) {
        Jid account = session.jid().bare();
        Optional<Fetched> fetched = session.state(Fetched.class);
        Optional<String> id = StanzaIds.of(account, message);
        if (fetched.isEmpty() || id.isEmpty()) {
            return false;
        }
        CompletionStage<WireIds> ids = keys.of(account);
        AtomicReference<OptionalLong> number = new AtomicReference<>(OptionalLong.empty());
        // Who has fetched something has needed the key: it is there.
        ids.thenAccept(known -> number.set(known.decode(account, id.get())));
        OptionalLong decoded = number.get();
        return decoded != null && decoded.isPresent() && fetched.get().has(decoded.getAsLong());
    }
}
