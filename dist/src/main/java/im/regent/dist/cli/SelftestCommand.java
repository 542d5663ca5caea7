package im.regent.dist.cli;

import im.regent.core.config.Secret;
import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.selftest.Selftest;
import im.regent.dist.server.Demo;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.Loading;
import im.regent.dist.server.RemoteUsers;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.StatusReport;
import im.regent.dist.server.Wishes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code regent selftest}. */
@Command(
        name = "selftest",
        description = {
            "Logs two temporary users in over TLS, lets them chat, and tries a privileged component.",
            "Against the server that runs; if there is none, against one of its own in a temporary directory."
        },
        mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    SelftestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Installation installation = options.installation();
        AdminClient server = new AdminClient(installation.data(), PATIENCE);
        boolean isWell = server.isServerThere() ? onRunning(installation, server) : onPrivate();
        terminal.say(isWell ? "all is well" : "something is wrong");
        return (isWell ? Exit.OK : Exit.FAILED).code();
    }

    private boolean onRunning(Installation installation, AdminClient server) {
        StatusReport status = StatusReport.of(server.ask("status"));
        terminal.say("the server on " + Home.shown(installation.data()) + ", version " + status.version());
        return new Selftest(target(installation, status), new RemoteUsers(server), new SecureRandom(), terminal::say)
                .run();
    }

    private boolean onPrivate() {
        Logging.forSelftest();
        Path directory = temporary();
        List<String> settings = new ArrayList<>(options.settings);
        Loading.listeners().forEach(name -> settings.add("listen." + name + ".port=0"));
        Path data = directory.resolve("data");
        Installation installation = new Installation(
                Home.ofProcess(), Demo.configuration(data), data, true, new Wishes(null, data, 0, settings));
        terminal.say("no server runs: trying one of its own in " + directory);
        try (RunningServer server =
                RunningServer.start(installation, false, new SecureRandom(), InstantSource.system())) {
            return new Selftest(
                            target(installation, server.status()), server.users(), new SecureRandom(), terminal::say)
                    .run();
        } finally {
            Demo.remove(data);
            delete(directory);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("regent-selftest");
        } catch (IOException e) {
            throw new Failure("cannot make a temporary directory: " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new Failure("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Selftest.Target target(Installation installation, StatusReport status) {
        StatusReport.Host host = status.hosts().get(0);
        return new Selftest.Target(
                host.name(),
                host.fingerprint(),
                address(status, "c2s"),
                address(status, "c2s-tls"),
                gateway(installation, status));
    }

    private static Selftest.Gateway gateway(Installation installation, StatusReport status) {
        Optional<Secret> secret = installation
                .credentials()
                .flatMap(file -> file.of(Demo.GATEWAY))
                .map(Secret::new);
        Optional<StatusReport.Peer> peer = status.components().stream()
                .filter(each -> each.address().equals(Demo.GATEWAY))
                .findFirst();
        if (secret.isEmpty() || peer.isEmpty()) {
            return new Selftest.Gateway(
                    Demo.GATEWAY, unused(), Optional.empty(), "only the demo has one whose privileges are known");
        }
        if (peer.get().isConnected()) {
            return new Selftest.Gateway(
                    Demo.GATEWAY, unused(), Optional.empty(), "a real " + Demo.GATEWAY + " is connected");
        }
        return new Selftest.Gateway(Demo.GATEWAY, address(status, "component"), secret, "");
    }

    private static InetSocketAddress unused() {
        return InetSocketAddress.createUnresolved(Demo.HOST, 0);
    }

    /** A server that listens everywhere is reached on this machine. */
    private static InetSocketAddress address(StatusReport status, String listener) {
        StatusReport.Socket socket = status.listeners().stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new Failure("the server does not listen for " + listener + ": set listen." + listener
                        + ".enabled = true for this test"));
        String address = switch (socket.address()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> socket.address();
        };
        return new InetSocketAddress(address, socket.port());
    }
}
