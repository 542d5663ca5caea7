package im.regent.bench;

import im.regent.bench.chat.ChatSettings;
import im.regent.bench.gateway.Gateway;
import im.regent.bench.gateway.MessageRounds;
import im.regent.bench.gateway.MessageRounds.Couple;
import im.regent.bench.gateway.RosterRun;
import im.regent.bench.gateway.RosterSettings;
import im.regent.bench.measure.Meter;
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

/** {@code bench privileged}. */
@Command(
        name = "privileged",
        description =
                "A component that acts for users (XEP-0356), beside the users themselves: messages and roster sets.",
        mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ComponentOptions component = new ComponentOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description =
                    "How often each kind of message, and each batch of roster sets, is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Seconds measured for each kind of message in each round (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "2", description = "Seconds before each of these (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--roster-sets",
            defaultValue = "1000",
            description = "Roster sets that are sent at once; 0: none (${DEFAULT-VALUE}).")
    private int rosterSets;

    @Option(
            names = "--roster-accounts",
            defaultValue = "10",
            description = "Accounts over which they are spread; each has a client online (${DEFAULT-VALUE}).")
    private int rosterAccounts;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        ScheduledExecutorService timer = Timers.create();
        try {
            List<String> faults = run(timer);
            faults.forEach(fault -> err.println("fault: " + fault));
            return faults.isEmpty() ? 0 : BenchCommand.FAULTY;
        } catch (IOException | IllegalArgumentException e) {
            err.println("bench privileged: " + e.getMessage());
            return BenchCommand.FAILED;
        } finally {
            timer.shutdownNow();
        }
    }

    private List<String> run(ScheduledExecutorService timer) throws IOException {
        // One thread, because one connection sends for all pairs.
        ChatSettings settings = load.settings(warmUp, seconds, 1);
        Meter meter = new Meter(target.server());
        MessageRounds messages = new MessageRounds(settings, rounds, meter);
        RosterRun rosters = new RosterRun(new RosterSettings(rosterSets, rosterAccounts, rounds, load.drain()), meter);
        List<Account> accounts = target.accounts(Math.max(2 * settings.pairs(), rosterSets > 0 ? rosterAccounts : 0));
        Dialler dialler = new Dialler(target.target(), timer);
        Connected gateway =
                dialler.dial(component.component(target.target().address().getAddress()));
        List<String> faults = new ArrayList<>();
        Report report = new Report();
        try {
            faults.addAll(changeRosters(rosters, gateway, accounts, dialler));
            faults.addAll(exchange(messages, gateway, accounts, dialler));
        } finally {
            gateway.wire().close();
        }
        messages.addTo(report);
        if (rosterSets > 0) {
            rosters.addTo(report);
        }
        output.write(report, spec.commandLine().getOut());
        return faults;
    }

    private List<String> changeRosters(RosterRun run, Connected component, List<Account> accounts, Dialler dialler)
            throws IOException {
        try (Gateway gateway = new Gateway(component)) {
            gateway.awaitGrants(target.target().domain(), rosterSets > 0);
            if (rosterSets == 0) {
                return List.of();
            }
            List<Connected> clients = logIn(rosterAccounts, "roster", accounts, dialler);
            try {
                return run.run(gateway, clients);
            } finally {
                closeAll(clients);
            }
        }
    }

    private List<String> exchange(MessageRounds run, Connected component, List<Account> accounts, Dialler dialler)
            throws IOException {
        List<Connected> users = logIn(2 * load.pairs(), "bench", accounts, dialler);
        try {
            List<Couple> couples = new ArrayList<>();
            for (int first = 0; first < users.size(); first += 2) {
                Connected receiver = users.get(first + 1);
                couples.add(new Couple(users.get(first), receiver, load.addressOf(receiver)));
            }
            return run.run(component, target.target().domain(), couples);
        } finally {
            closeAll(users);
        }
    }

    private List<Connected> logIn(int count, String resource, List<Account> accounts, Dialler dialler)
            throws IOException {
        return Crowd.gather(
                count, target.loginThreads(), index -> dialler.dial(accounts.get(index), resource, Stage.PRESENT));
    }

    private static void closeAll(List<Connected> connections) throws IOException {
        for (Connected connected : connections) {
            connected.wire().close();
        }
    }
}
