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

/** What has been said on one stream of what may be done, by virtual host. Confined to the lock of a {@link PrivilegedEntity}. */
final class Announcements {
    private static final Grant NOTHING =
            new Grant(Access.NONE, false, MessageAccess.NONE, PresenceAccess.NONE, Map.of(), true);

    /** Each host speaks for itself, once in every version of the protocol. */
    private record Story(String host, Version version) {}

    private static final class Told {
        private final Advertisement.Heard heard = new Advertisement.Heard();
        private Optional<Element> last = Optional.empty();
        private String id = "";
    }

    private final Jid receiver;
    private final Supplier<String> ids;
    private final Map<Story, Told> byStory = new LinkedHashMap<>();

    Announcements(Jid receiver, Supplier<String> ids) {
        this.receiver = receiver;
        this.ids = ids;
    }

    /** What the entity must hear so that it knows these grants; nothing of a host where nothing is new. */
    List<Message> of(Map<String, Grant> grants) {
        Set<String> hosts = new LinkedHashSet<>(grants.keySet());
        byStory.keySet().forEach(story -> hosts.add(story.host()));
        List<Message> messages = new ArrayList<>();
        for (String host : hosts) {
            for (Version version : Version.values()) {
                Grant grant = grants.getOrDefault(host, NOTHING);
                of(new Story(host, version), grant.versions().contains(version) ? grant : NOTHING)
                        .ifPresent(messages::add);
            }
        }
        return messages;
    }

    private Optional<Message> of(Story story, Grant grant) {
        Told told = byStory.getOrDefault(story, new Told());
        Element privilege = Advertisement.privilege(grant, told.heard, story.version());
        boolean isNews = !privilege.children().isEmpty()
                && told.last.filter(privilege::equals).isEmpty();
        if (!isNews) {
            return Optional.empty();
        }
        byStory.put(story, told);
        told.last = Optional.of(privilege);
        told.id = ids.get();
        return Optional.of(Advertisement.of(story.host(), receiver, privilege, told.id));
    }

    /** Whether the last advertisement of a host has this id. */
    boolean wasSent(String id) {
        return byStory.values().stream().anyMatch(told -> told.id.equals(id));
    }

    boolean isEmpty() {
        return byStory.isEmpty();
    }
}
