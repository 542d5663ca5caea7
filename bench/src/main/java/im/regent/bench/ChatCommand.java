package im.regent.bench;

import im.regent.bench.chat.ChatRun;
import im.regent.bench.chat.ChatSettings;
import im.regent.bench.measure.ProcessTree;
import im.regent.bench.stream.Account;
import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Crowd;
import im.regent.bench.stream.Dialler;
import im.regent.bench.stream.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench chat}. */
@Command(
        name = "chat",
        description = "Pairs of users, each with a window of messages in flight: rate, latency, CPU time, losses.",
        mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--pairs", defaultValue = "50", description = "Senders, each with a receiver (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--window", defaultValue = "10", description = "Messages in flight per pair (${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--body", defaultValue = "100", description = "Bytes of each body (${DEFAULT-VALUE}).")
    private int body;

    @Option(names = "--bare", description = "Send to bare addresses instead of full ones.")
    private boolean isToBareJid;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before that (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--drain",
            defaultValue = "5",
            description = "Seconds to wait for stragglers at most (${DEFAULT-VALUE}).")
    private int drain;

    @Option(names = "--threads", defaultValue = "1", description = "Load threads (${DEFAULT-VALUE}).")
    private int threads;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ScheduledExecutorService timer = Timers.create();
        try {
            ChatRun.Outcome outcome = run(timer);
            outcome.faults().forEach(fault -> err.println("fault: " + fault));
            return outcome.faults().isEmpty() ? 0 : BenchCommand.FAULTY;
        } catch (IOException | IllegalArgumentException e) {
            err.println("bench chat: " + e.getMessage());
            return BenchCommand.FAILED;
        } finally {
            timer.shutdownNow();
        }
    }

    private ChatRun.Outcome run(ScheduledExecutorService timer) throws IOException {
        ChatSettings settings = settings();
        List<Account> accounts = target.accounts(2 * pairs);
        ProcessTree server = target.server();
        long residentBefore = server.residentBytes();
        Dialler dialler = new Dialler(target.target(), timer);
        List<Connected> connections = Crowd.gather(
                2 * pairs, target.loginThreads(), index -> dialler.dial(accounts.get(index), "bench", Stage.PRESENT));
        try {
            ChatRun.Outcome outcome = new ChatRun(settings, server).run(connections);
            if (!server.isEmpty()) {
                outcome.report()
                        .add("server_resident_bytes_before", residentBefore)
                        .add("server_resident_bytes_after", server.residentBytes());
            }
            output.write(outcome.report(), spec.commandLine().getOut());
            return outcome;
        } finally {
            for (Connected connected : connections) {
                connected.wire().close();
            }
        }
    }

    private ChatSettings settings() {
        return new ChatSettings(
                pairs,
                window,
                body,
                isToBareJid,
                threads,
                new ChatSettings.Times(
                        Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), Duration.ofSeconds(drain)));
    }
}
