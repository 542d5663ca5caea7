package im.regent.im.privatexml;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Codec;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** What accounts keep, by account and name of the element. Safe for every thread. */
final class PrivateStore {
    /** How a change ended; but for {@code DONE} nothing was stored. */
    enum Outcome {
        DONE,
        NO_ACCOUNT,
        TOO_MANY,
        TOO_MUCH
    }

    private final Accounts accounts;
    private final Maps<Element> store;
    private final PrivateXmlSettings settings;

    PrivateStore(Stores stores, PrivateXmlSettings settings) {
        this.accounts = stores.accounts();
        this.store = stores.maps("private-xml", Codec.xml());
        this.settings = settings;
    }

    CompletionStage<Map<String, Element>> of(Jid account) {
        return store.get(account);
    }

    /** Keeps all of the elements, or none; complete when they are durable. */
    CompletionStage<Outcome> put(Jid account, List<Element> given) {
        return accounts.exists(account)
                .thenCompose(exists ->
                        exists ? update(account, given) : CompletableFuture.completedStage(Outcome.NO_ACCOUNT));
    }

    private CompletionStage<Outcome> update(Jid account, List<Element> given) {
        // The function may run more than once; its last run is the one that is stored.
        AtomicReference<Outcome> last = new AtomicReference<>(Outcome.DONE);
        return store.update(account, before -> {
                    Map<String, Element> after = changed(before, given);
                    Outcome outcome = check(before, after);
                    last.set(outcome);
                    return outcome == Outcome.DONE ? after : before;
                })
                .thenApply(stored -> last.get());
    }

    private static Map<String, Element> changed(Map<String, Element> before, List<Element> given) {
        Map<String, Element> after = new HashMap<>(before);
        for (Element element : given) {
            boolean isEmpty = element.attributes().isEmpty() && element.nodes().isEmpty();
            if (isEmpty) {
                after.remove(PrivateRules.key(element));
            } else {
                after.put(PrivateRules.key(element), element);
            }
        }
        return after;
    }

    /** Who is beyond a limit that was lowered can still remove things, or replace them by smaller ones. */
    private Outcome check(Map<String, Element> before, Map<String, Element> after) {
        if (after.size() > settings.maxElements() && after.size() > before.size()) {
            return Outcome.TOO_MANY;
        }
        long bytes = bytes(after);
        return bytes > settings.maxTotalBytes() && bytes > bytes(before) ? Outcome.TOO_MUCH : Outcome.DONE;
    }

    private static long bytes(Map<String, Element> elements) {
        return elements.values().stream().mapToLong(PrivateRules::bytes).sum();
    }
}
