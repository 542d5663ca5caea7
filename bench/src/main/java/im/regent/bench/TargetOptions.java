package im.regent.bench;

import im.regent.bench.measure.ProcessTree;
import im.regent.bench.stream.Account;
import im.regent.bench.stream.Target;
import im.regent.bench.stream.Target.Encryption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What every load needs to know about the server. */
final class TargetOptions {
    /** Reads {@code --tls} whatever the settings of the command line that this is mounted in. */
    static final class EncryptionWord implements ITypeConverter<Encryption> {
        @Override
        public Encryption convert(String word) {
            return Words.of(Encryption.values(), word);
        }
    }

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where it listens (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(names = "--port", defaultValue = "5222", description = "On which port (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--domain", defaultValue = "localhost", description = "The virtual host (${DEFAULT-VALUE}).")
    private String domain = "";

    @Option(
            names = "--tls",
            arity = "0..1",
            defaultValue = "none",
            converter = EncryptionWord.class,
            fallbackValue = "starttls",
            description = "Encrypt: starttls (if no value is given) or direct. The certificate is not verified.")
    private Encryption encryption = Encryption.NONE;

    @Option(
            names = "--mechanism",
            defaultValue = "",
            description = "Use this SASL mechanism: PLAIN, SCRAM-SHA-1 or SCRAM-SHA-256; else the cheapest offered.")
    private String mechanism = "";

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "Who logs in: a localpart, a space and a password on each line.")
    private @Nullable Path accounts;

    @Option(
            names = "--server-pid",
            split = ",",
            paramLabel = "PID",
            description = "The server's processes on this machine; their children count too.")
    private List<Long> serverPids = List.of();

    @Option(names = "--login-threads", defaultValue = "4", description = "Log-ins at a time (${DEFAULT-VALUE}).")
    private int loginThreads;

    Target target() {
        return new Target(new InetSocketAddress(host, port), domain, encryption, mechanism);
    }

    /** At least {@code needed} accounts. */
    List<Account> accounts(int needed) throws IOException {
        List<Account> known = accounts == null ? List.of() : Account.read(accounts);
        if (known.size() < needed) {
            throw new IOException("--accounts: " + needed + " accounts are needed, there are " + known.size());
        }
        return known;
    }

    ProcessTree server() {
        return new ProcessTree(serverPids);
    }

    int loginThreads() {
        return Math.max(1, loginThreads);
    }
}
