package im.regent.storage;

import im.regent.core.config.Secret;
import im.regent.core.config.Settings;

/**
 * Settings of storage, HOCON path {@code storage}; {@code defaults.conf} beside this class explains them.
 *
 * @param cacheBytes how much of stored values is kept in memory, measured as XML
 */
public record StorageSettings(
        String url, String user, Secret password, Durability durability, Pools pools, int cacheBytes) {
    /**
     * How many threads and connections there are.
     *
     * @param readers how many threads read, and how many more run changes
     * @param writers how many threads write to PostgreSQL; H2 always has one
     */
    public record Pools(int readers, int writers) {}

    /** Reads the section {@code storage}. */
    public static StorageSettings read(Settings s) {
        String url = s.string("url");
        String problem = DatabaseUrl.problemWith(url);
        if (!problem.isEmpty()) {
            s.problem("url", problem);
        }
        return new StorageSettings(
                url,
                s.string("user"),
                s.secret("password").orElse(new Secret("")),
                s.oneOf("durability", Durability.class),
                new Pools(s.integer("readers", 1, 64), s.integer("writers", 1, 16)),
                s.bytes("cache", 1 << 16, 1 << 30));
    }
}
