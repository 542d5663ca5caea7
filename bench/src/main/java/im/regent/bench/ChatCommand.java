package im.regent.bench;

import im.regent.bench.chat.ChatRun;
import im.regent.bench.chat.ChatSettings;
import im.regent.bench.chat.Envelope;
import im.regent.bench.chat.Route;
import im.regent.bench.measure.Meter;
import im.regent.bench.measure.ProcessTree;
import im.regent.bench.measure.Report;
import im.regent.bench.stream.Account;
import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Crowd;
import im.regent.bench.stream.Dialler;
import im.regent.bench.stream.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
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

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before that (${DEFAULT-VALUE}).")
    private int warmUp;

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
        ChatSettings settings = load.settings(warmUp, seconds, threads);
        int needed = 2 * settings.pairs();
        List<Account> accounts = target.accounts(needed);
        ProcessTree server = target.server();
        long residentBefore = server.residentBytes();
        Dialler dialler = new Dialler(target.target(), timer);
        List<Connected> connections = Crowd.gather(
                needed, target.loginThreads(), index -> dialler.dial(accounts.get(index), "bench", Stage.PRESENT));
        try {
            ChatRun.Outcome outcome = new ChatRun(settings, new Meter(server)).run(routes(connections), List.of());
            Report report = new Report()
                    .add("pairs", settings.pairs())
                    .add("window", settings.window())
                    .add("body_bytes", settings.bodyBytes())
                    .add("seconds", outcome.figures().seconds());
            outcome.figures().addTo(report, "", !server.isEmpty());
            if (!server.isEmpty()) {
                report.add("server_resident_bytes_before", residentBefore)
                        .add("server_resident_bytes_after", server.residentBytes());
            }
            output.write(report, spec.commandLine().getOut());
            return outcome;
        } finally {
            for (Connected connected : connections) {
                connected.wire().close();
            }
        }
    }

    private List<Route> routes(List<Connected> connections) {
        List<Route> routes = new ArrayList<>();
        for (int number = 0; number < load.pairs(); number++) {
            Connected receiver = connections.get(2 * number + 1);
            Envelope envelope = Envelope.plain(load.addressOf(receiver));
            routes.add(new Route(number, connections.get(2 * number).wire(), receiver.wire(), envelope));
        }
        return routes;
    }
}
