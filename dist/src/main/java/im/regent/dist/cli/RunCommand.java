package im.regent.dist.cli;

import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regent run}. */
@Command(
        name = "run",
        description = {
            "Runs the server until Ctrl-C, SIGTERM or \"regent stop\"; SIGHUP is \"regent reload\".",
            "Without a configuration file it is the demo: the domain localhost on this machine only, with accounts, a"
                    + " component and certificates made at the first start."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int HARD_STOP = 1;

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Option(names = "--reset", description = "Start the demo afresh: deletes what the demo made, and nothing else.")
    private boolean reset;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forServer(RootCommand.isVerbose(spec.commandLine()));
        Installation installation = options.installation();
        if (reset && !installation.isDemo()) {
            throw new UsageFailure("--reset is for the demo, and " + installation.configuration()
                    + " is a real configuration: nothing was deleted");
        }
        AtomicBoolean isStopping = new AtomicBoolean();
        try (RunningServer server =
                RunningServer.start(installation, reset, new SecureRandom(), InstantSource.system())) {
            for (String signal : List.of("INT", "TERM")) {
                Signals.register(signal, () -> stop(server, isStopping));
            }
            Signals.register("HUP", () -> reload(server));
            terminal.say(Screen.of(installation, server));
            terminal.say("ready");
            server.awaitStopRequest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
        terminal.say("stopped");
        return Exit.OK.code();
    }

    private static void reload(RunningServer server) {
        try {
            server.reload();
        } catch (Failure e) {
            LoggerFactory.getLogger(RunCommand.class).warn("{}", e.getMessage());
        }
    }

    /** The second time nobody waits any more; storage survives that. */
    private static void stop(RunningServer server, AtomicBoolean isStopping) {
        if (!isStopping.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(HARD_STOP);
        }
        server.requestStop();
    }
}
