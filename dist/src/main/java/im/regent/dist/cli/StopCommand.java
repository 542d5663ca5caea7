package im.regent.dist.cli;

import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code regent stop}. */
@Command(
        name = "stop",
        description = "Stops the server that runs: everybody is told, and nothing that was accepted is lost.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    StopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AdminClient server = new AdminClient(options.installation().data(), Duration.ofSeconds(10));
        server.ask("stop");
        if (!Waiting.until(PATIENCE, () -> !server.isServerThere())) {
            throw new Failure("the server was told to stop and still runs after " + PATIENCE.toSeconds() + " seconds");
        }
        terminal.say("stopped");
        return Exit.OK.code();
    }
}
