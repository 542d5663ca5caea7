package im.regent.privilege;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of users of one virtual host, and of groups of them, HOCON path {@code virtual-hosts.*.groups}. */
final class UserGroups {
    private final String host;
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();

    private UserGroups(String host) {
        this.host = host;
    }

    /** @param host the prepared name of the virtual host whose section this is */
    static UserGroups read(Settings section, String host) {
        UserGroups all = new UserGroups(host);
        Settings groups = section.section("groups");
        groups.names(NameKind.WORD).forEach(group -> all.groups.put(group, all.names(groups, group)));
        return all;
    }

    /** The localparts that stand there. */
    Set<String> names(Settings users, String key) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : users.strings(key)) {
            try {
                names.add(Jid.of(name, host, "").local());
            } catch (MalformedJidException e) {
                users.problem(
                        key,
                        "\"" + name + "\" is not the name of a user: " + e.getMessage(),
                        "Write what stands before the @, without the host.");
            }
        }
        return names;
    }

    /** The members of the groups that stand there. */
    Set<String> members(Settings users, String key) {
        Set<String> members = new LinkedHashSet<>();
        for (String group : users.strings(key)) {
            Set<String> known = groups.get(group);
            if (known == null) {
                users.problem(
                        key,
                        "there is no group \"" + group + "\""
                                + (groups.isEmpty()
                                        ? ""
                                        : "; there are " + String.join(", ", new TreeSet<>(groups.keySet()))),
                        "Add groups { " + group + " = [\"…\"] } to the virtual host.");
            } else {
                members.addAll(known);
            }
        }
        return members;
    }
}
