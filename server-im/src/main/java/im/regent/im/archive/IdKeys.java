package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.xml.Element;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The key of each virtual host under which its ids are made. It is made once and kept with the host's own data, for ids that
 * clients remember stay good for ever. Bounded by the hosts; safe for every thread.
 */
final class IdKeys {
    private static final int KEY_BYTES = 16;

    private final Documents<byte[]> store;
    private final Supplier<String> secrets;
    private final ConcurrentHashMap<Jid, WireIds> known = new ConcurrentHashMap<>();

    /** @param secrets unguessable words */
    IdKeys(Documents<byte[]> store, Supplier<String> secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** Of an account's host; at once but for the first time. */
    CompletionStage<WireIds> of(Jid account) {
        Jid host = account.domainJid();
        WireIds at = known.get(host);
        return at == null ? load(host) : CompletableFuture.completedStage(at);
    }

    /** Of an account's host, if they have been read. */
    Optional<WireIds> known(Jid account) {
        return Optional.ofNullable(known.get(account.domainJid()));
    }

    /** One that fails is tried again with the next message. */
    private CompletionStage<WireIds> load(Jid host) {
        byte[] fresh = Arrays.copyOf(WireIds.sha256(secrets.get() + secrets.get() + secrets.get()), KEY_BYTES);
        return store.update(host, old -> Optional.of(old.orElse(fresh)))
                .thenApply(key -> known.computeIfAbsent(host, jid -> new WireIds(key.orElseThrow())));
    }

    /** How a key is kept. */
    static final class KeyCodec implements Codec<byte[]> {
        @Override
        public Element encode(byte[] value) {
            return Element.text("urn:regent:archive", "key", Base64.getEncoder().encodeToString(value));
        }

        @Override
        public byte[] decode(Element element) {
            byte[] key = Base64.getDecoder().decode(element.text());
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("not a key");
            }
            return key;
        }
    }
}
