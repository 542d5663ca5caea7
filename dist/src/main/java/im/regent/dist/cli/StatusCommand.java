package im.regent.dist.cli;

import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.server.Installation;
import im.regent.dist.server.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code regent status}. */
@Command(
        name = "status",
        description = "Tells how the running server is doing. Exit code 0: ready, 3: not running, 4: degraded.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /** What one can wait for. */
    enum Awaited {
        READY
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--wait", paramLabel = "ready", description = "Wait until the server is ready.")
    private @Nullable Awaited awaited;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait; ${DEFAULT-VALUE} unless given.")
    private int timeoutSeconds;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (awaited != null) {
            Waiting.until(Duration.ofSeconds(timeoutSeconds), this::isReady);
        }
        StatusReport report = ask();
        terminal.say(json ? StatusText.json(report) : StatusText.text(report, Instant.now()));
        return (report.isReady() ? Exit.OK : Exit.DEGRADED).code();
    }

    /** The configuration may be written while we wait, so where to look is found anew each time. */
    private boolean isReady() {
        try {
            return ask().isReady();
        } catch (Failure e) {
            return false;
        }
    }

    private StatusReport ask() {
        Installation installation = options.installation();
        AdminClient server = new AdminClient(installation.data(), PATIENCE);
        return StatusReport.of(server.ask("status"));
    }
}
