package im.regent.kit.check;

import im.regent.core.xml.Element;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers whom the accounts knew before, and removes whom they know since. */
final class Rosters {
    private static final String ROSTER = "jabber:iq:roster";

    private final Map<User, Set<String>> before = new EnumMap<>(User.class);

    void remember(World world) throws Finding {
        for (User user : User.values()) {
            before.put(user, contacts(world.client(user, "kit-keeper")));
        }
    }

    void restore(World world, Set<User> users) throws Finding {
        for (User user : users) {
            Peer client = world.client(user, "kit-keeper");
            for (String contact : contacts(client)) {
                if (!Objects.requireNonNull(before.get(user)).contains(contact)) {
                    client.ask(
                            "set",
                            "",
                            "<query xmlns='" + ROSTER + "'><item jid='" + contact
                                    + "' subscription='remove'/></query>");
                }
            }
        }
    }

    private static Set<String> contacts(Peer client) throws Finding {
        Element answer = client.ask("get", "", "<query xmlns='" + ROSTER + "'/>");
        return answer.child(ROSTER, "query").stream()
                .flatMap(query -> query.children(ROSTER, "item").stream())
                .map(item -> item.attribute("jid", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
