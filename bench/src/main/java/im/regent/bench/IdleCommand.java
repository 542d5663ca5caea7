package im.regent.bench;

import im.regent.bench.idle.IdleRun;
import im.regent.bench.idle.IdleSettings;
import im.regent.bench.measure.ProcessTree;
import im.regent.bench.stream.Dialler;
import im.regent.bench.stream.Stage;
import im.regent.bench.stream.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench idle}. */
@Command(
        name = "idle",
        description = "Many connections that do nothing: the server's memory for each.",
        mixinStandardHelpOptions = true)
final class IdleCommand implements Callable<Integer> {
    /** Reads {@code --stage} whatever the settings of the command line that this is mounted in. */
    static final class StageWord implements ITypeConverter<Stage> {
        @Override
        public Stage convert(String word) {
            return Words.of(Stage.values(), word);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--connections", defaultValue = "10000", description = "How many (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--rehearsal",
            defaultValue = "100",
            description = "Connections opened and closed before the first reading (${DEFAULT-VALUE}).")
    private int rehearsal;

    @Option(
            names = "--stage",
            defaultValue = "bound",
            converter = StageWord.class,
            description = "open: no log-in; bound: logged in, no presence; present (${DEFAULT-VALUE}).")
    private Stage stage = Stage.BOUND;

    @Option(
            names = "--settle",
            defaultValue = "5",
            description = "Seconds to wait before each reading (${DEFAULT-VALUE}).")
    private int settle;

    @Option(
            names = "--gc",
            description = "The server is a JVM: collect its garbage before each reading, and report its heap.")
    private boolean isJvm;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ScheduledExecutorService timer = Timers.create();
        try {
            ProcessTree server = target.server();
            if (server.isEmpty()) {
                err.println("bench idle: --server-pid is needed: it is that process's memory that is measured");
                return 2;
            }
            IdleRun.Outcome outcome = run(server, timer);
            output.write(outcome.report(), spec.commandLine().getOut());
            if (outcome.closed() > 0) {
                err.println("fault: the server closed " + outcome.closed() + " connections");
                return BenchCommand.FAULTY;
            }
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println("bench idle: " + e.getMessage()
                    + (String.valueOf(e.getMessage()).contains("Too many open files")
                            ? ": raise the limit of open files first (ulimit -n), here and for the server"
                            : ""));
            return BenchCommand.FAILED;
        } finally {
            timer.shutdownNow();
        }
    }

    private IdleRun.Outcome run(ProcessTree server, ScheduledExecutorService timer) throws IOException {
        IdleSettings settings = new IdleSettings(
                connections, rehearsal, target.loginThreads(), stage, Duration.ofSeconds(settle), isJvm);
        Target where = target.target();
        int accountsNeeded = stage == Stage.OPEN ? 0 : 1;
        return new IdleRun(
                        settings,
                        server,
                        new Dialler(where, timer),
                        target.accounts(accountsNeeded),
                        where.address().getAddress())
                .run();
    }
}
