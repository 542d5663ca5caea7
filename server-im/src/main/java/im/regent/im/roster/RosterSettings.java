package im.regent.im.roster;

import im.regent.core.config.Settings;

/** Settings of rosters, HOCON path {@code features.roster}. */
record RosterSettings(
        int maxItems, int maxGroups, int maxNameBytes, int maxRequests, int maxRequestBytes, int maxRemovals) {
    static RosterSettings read(Settings settings) {
        return new RosterSettings(
                settings.integer("max-items", 1, 100_000),
                settings.integer("max-groups", 1, 1_000),
                settings.bytes("max-name-size", 1, 65_536),
                settings.integer("max-requests", 1, 100_000),
                settings.bytes("max-request-size", 512, 262_144),
                settings.integer("max-removals", 0, 100_000));
    }
}
