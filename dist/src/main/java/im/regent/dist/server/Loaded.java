package im.regent.dist.server;

import im.regent.core.config.KeyPattern;
import im.regent.core.config.Problem;
import im.regent.core.config.Values;
import im.regent.core.jid.Jid;
import im.regent.core.net.ConnectionLimits;
import im.regent.core.server.ServerSettings;
import im.regent.dist.tls.TlsFiles;
import im.regent.dist.tls.TlsSettings;
import im.regent.storage.StorageSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A configuration that was read, whether it is good or not.
 *
 * @param admins the administrators' bare addresses
 * @param components the configured components' addresses
 * @param scramIterations for new passwords
 * @param values what every key says
 * @param live the keys that a running server takes
 * @param problems of the configuration, errors and warnings, by file and line
 */
public record Loaded(
        ServerSettings server,
        StorageSettings storage,
        ConnectionLimits connections,
        Path data,
        TlsSettings tls,
        List<Jid> admins,
        List<String> components,
        int scramIterations,
        Values values,
        Set<KeyPattern> live,
        List<Problem> problems) {
    public Loaded {
        admins = List.copyOf(admins);
        components = List.copyOf(components);
        live = Set.copyOf(live);
        problems = List.copyOf(problems);
    }

    /** Whether the server must not start with it. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** The certificates for the virtual hosts, and all that belongs to TLS. */
    public TlsFiles tlsFiles() {
        return new TlsFiles(tls, server.virtualHosts());
    }
}
