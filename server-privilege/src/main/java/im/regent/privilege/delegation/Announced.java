package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one stream has been told of what it manages. Each virtual host speaks for itself, once in every version of the protocol.
 * Confined to the lock of {@link DelegationsInForce}.
 */
final class Announced {
    private record Story(String host, int version) {}

    private final Jid manager;
    private final Supplier<String> ids;
    /** What was told last: by namespace, the attributes that a payload must have. */
    private final Map<Story, Map<String, Set<String>>> told = new LinkedHashMap<>();

    /** @param ids makes unguessable ids */
    Announced(Jid manager, Supplier<String> ids) {
        this.manager = manager;
        this.ids = ids;
    }

    /** What the entity must hear to know these delegations: all of a host and a version, or nothing where nothing is new. */
    List<Message> of(Map<String, List<Delegation>> delegations) {
        Map<Story, List<Delegation>> stories = new LinkedHashMap<>();
        // XEP-0355 §8: an entity from which everything is taken away hears that it manages nothing now.
        told.keySet().forEach(story -> stories.put(story, List.of()));
        delegations.forEach((host, some) ->
                byVersion(some).forEach((version, same) -> stories.put(new Story(host, version), same)));
        List<Message> messages = new ArrayList<>();
        stories.forEach((story, same) -> {
            Map<String, Set<String>> words = words(same);
            if (!words.equals(told.getOrDefault(story, Map.of()))) {
                told.put(story, words);
                Jid host = Jid.valueOf(story.host());
                messages.add(DelegationAdvertisement.of(host, manager, story.version(), same, ids.get()));
            }
        });
        return messages;
    }

    /** Whether it has heard of any delegation. */
    boolean isEmpty() {
        return told.isEmpty();
    }

    private static Map<Integer, List<Delegation>> byVersion(List<Delegation> delegations) {
        return delegations.stream()
                .collect(Collectors.groupingBy(Delegation::version, TreeMap::new, Collectors.toList()));
    }

    /** Without the order, in which nothing is said. */
    private static Map<String, Set<String>> words(List<Delegation> delegations) {
        Map<String, Set<String>> words = new HashMap<>();
        delegations.forEach(it -> words.put(it.namespace(), new LinkedHashSet<>(it.filtering())));
        return words;
    }
}
