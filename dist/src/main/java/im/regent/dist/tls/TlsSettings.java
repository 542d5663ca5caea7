package im.regent.dist.tls;

import im.regent.core.config.Settings;
import im.regent.core.net.TlsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Settings of TLS, HOCON path {@code tls}.
 *
 * @param directory where the server's certificates are
 * @param checkEvery how often their files are looked at
 * @param authorities files with the authorities of clients' certificates; clients are asked only if there are any
 * @param revocationLists files with what these authorities have revoked
 */
public record TlsSettings(
        Path directory, Duration checkEvery, TlsEngine engine, List<Path> authorities, List<Path> revocationLists) {
    public TlsSettings {
        authorities = List.copyOf(authorities);
        revocationLists = List.copyOf(revocationLists);
    }

    /**
     * Reads the section.
     *
     * @param paths finds the file that a text names
     */
    public static TlsSettings read(Settings section, Function<String, Path> paths) {
        Settings clients = section.section("client-certificates");
        TlsEngine engine = section.oneOf("engine", TlsEngine.class);
        if (engine == TlsEngine.OPENSSL && !TlsEngine.hasOpenSsl()) {
            section.problem("engine", "OpenSSL's library does not run on this machine", "write auto or jdk");
        }
        List<Path> authorities = files(clients, "authorities", paths);
        List<Path> lists = files(clients, "revocation-lists", paths);
        if (authorities.isEmpty() && !lists.isEmpty()) {
            clients.problem("revocation-lists", "revocation lists mean nothing without authorities");
        }
        return new TlsSettings(
                paths.apply(section.string("directory")),
                section.duration("check-every", Duration.ofSeconds(1), Duration.ofDays(1)),
                engine,
                authorities,
                lists);
    }

    private static List<Path> files(Settings section, String key, Function<String, Path> paths) {
        return section.strings(key).stream().map(paths).toList();
    }
}
