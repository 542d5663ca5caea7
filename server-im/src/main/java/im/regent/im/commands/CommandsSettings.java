package im.regent.im.commands;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of XEP-0050, HOCON path {@code features.commands}, with the administrators of the whole server.
 *
 * @param admins bare addresses
 * @param sessionTimeout how long a requester may think about a form
 * @param maxSessions dialogues in all
 */
record CommandsSettings(Set<Jid> admins, Duration sessionTimeout, int maxSessions, int maxSessionsPerAccount) {
    CommandsSettings {
        admins = Set.copyOf(admins);
    }

    static CommandsSettings read(Settings settings) {
        Settings root = settings.root();
        return new CommandsSettings(
                root.has("admins") ? Set.copyOf(root.jids("admins")) : Set.of(),
                settings.duration("session-timeout", Duration.ofSeconds(10), Duration.ofDays(1)),
                settings.integer("max-sessions", 1, 1_000_000),
                settings.integer("max-sessions-per-account", 1, 1_000));
    }
}
