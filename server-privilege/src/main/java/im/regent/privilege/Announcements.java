package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an entity has been told on its present stream of what it may do, by virtual host. Confined to the lock of its {@link
 * PrivilegedEntity}.
 */
final class Announcements {
    private static final Grant NOTHING =
            new Grant(Access.NONE, false, MessageAccess.NONE, PresenceAccess.NONE, Map.of(), true);

    private static final class Told {
        private final Advertisement.Heard heard = new Advertisement.Heard();
        private Optional<Element> last = Optional.empty();
        private String id = "";
    }

    private final Jid entity;
    private final Supplier<String> ids;
    private final Map<String, Told> byHost = new LinkedHashMap<>();

    Announcements(Jid entity, Supplier<String> ids) {
        this.entity = entity;
        this.ids = ids;
    }

    /** A stream begins: it has heard nothing. */
    void clear() {
        byHost.clear();
    }

    /** What the entity must hear so that it knows these grants; nothing of a host where nothing is new. */
    List<Message> of(Map<String, Grant> grants) {
        Set<String> hosts = new LinkedHashSet<>(grants.keySet());
        hosts.addAll(byHost.keySet());
        List<Message> messages = new ArrayList<>();
        for (String host : hosts) {
            Grant grant = grants.getOrDefault(host, NOTHING);
            if (grant.isEmpty() && !byHost.containsKey(host)) {
                continue;
            }
            Told told = byHost.computeIfAbsent(host, key -> new Told());
            Element privilege = Advertisement.privilege(grant, told.heard);
            if (told.last.filter(privilege::equals).isEmpty()) {
                told.last = Optional.of(privilege);
                told.id = ids.get();
                messages.add(Advertisement.of(host, entity, privilege, told.id));
            }
        }
        return messages;
    }

    /** Whether the last advertisement of a host has this id. */
    boolean wasSent(String id) {
        return byHost.values().stream().anyMatch(told -> told.id.equals(id));
    }

    boolean isEmpty() {
        return byHost.isEmpty();
    }
}
