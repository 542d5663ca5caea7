package im.regent.im.archive;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings of message archives, HOCON path {@code features.archive}.
 *
 * @param policy for accounts that have set no preferences
 * @param retention where a host has none of its own
 * @param byHost the retention of hosts that have one of their own, by their domains
 * @param pageSize results of a query that does not say how many it wants
 * @param maxPageSize results of one query
 * @param maxPreferences addresses on each list of one account's preferences
 */
record ArchiveSettings(
        Prefs.Policy policy,
        Retention retention,
        Map<String, Retention> byHost,
        int pageSize,
        int maxPageSize,
        int maxPreferences) {
    ArchiveSettings {
        byHost = Map.copyOf(byHost);
    }

    static ArchiveSettings read(Settings settings) {
        Retention retention = Retention.read(settings);
        return new ArchiveSettings(
                settings.oneOf("default", Prefs.Policy.class),
                retention,
                byHost(settings.root(), retention),
                settings.integer("page-size", 1, 1000),
                settings.integer("max-page-size", 1, 1000),
                settings.integer("max-preferences", 0, 100_000));
    }

    private static Map<String, Retention> byHost(Settings root, Retention retention) {
        Map<String, Retention> byHost = new HashMap<>();
        root.sections("virtual-hosts", NameKind.HOST).forEach((host, section) -> {
            if (section.has("archive")) {
                byHost.put(Jid.valueOf(host).domain(), retention.with(section.section("archive")));
            }
        });
        return byHost;
    }

    Retention retention(Jid account) {
        return byHost.getOrDefault(account.domain(), retention);
    }
}
