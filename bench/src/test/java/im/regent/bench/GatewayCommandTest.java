package im.regent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.bench.GrantingServer.Faults;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a person runs it, against a component's server without faults or with known ones. */
class GatewayCommandTest {
    private static final String MESSAGES = "<perm access='message' type='outgoing'/>";
    private static final String ALL = "<perm access='roster' type='both' push='false'/>" + MESSAGES;
    private static final String[] NO_ROSTERS = {"--pairs=2", "--rounds=1", "--roster-sets=0"};
    private static final String[] ROSTERS = {"--pairs=1", "--rounds=1", "--roster-sets=20", "--roster-accounts=3"};

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("accounts"), "user0 a\nuser1 b\nuser2 c\nuser3 d\n");
        Files.writeString(folder.resolve("secret"), GrantingServer.SECRET + "\n");
    }

    private int run(String grants, Faults faults, String... options) throws IOException {
        try (GrantingServer server = new GrantingServer(grants, faults)) {
            List<String> arguments = new ArrayList<>(List.of(
                    "privileged",
                    "--port=" + server.port(),
                    "--component-port=" + server.componentPort(),
                    "--accounts=" + folder.resolve("accounts"),
                    "--secret-file=" + folder.resolve("secret"),
                    "--json=" + folder.resolve("figures.json"),
                    "--seconds=1",
                    "--warmup=0",
                    "--drain=2"));
            arguments.addAll(List.of(options));
            CommandLine commandLine = BenchCommand.commandLine();
            commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            return commandLine.execute(arguments.toArray(String[]::new));
        }
    }

    private static Faults inMessages(Faults.Messages messages) {
        return new Faults(List::of, List::of, messages);
    }

    private double figure(String name) throws IOException {
        Matcher member = Pattern.compile("\"" + name + "\": ([-0-9.]+)")
                .matcher(Files.readString(folder.resolve("figures.json")));
        assertThat(member.find()).as(name).isTrue();
        return Double.parseDouble(member.group(1));
    }

    private static String self() {
        return Long.toString(ProcessHandle.current().pid());
    }

    @Test
    void faultlessServerIsMeasured() throws IOException {
        int exit = run(
                ALL,
                Faults.NONE,
                "--pairs=2",
                "--window=300",
                "--rounds=2",
                "--roster-sets=50",
                "--roster-accounts=4",
                "--server-pid=" + self());
        assertThat(exit).as(err.toString()).isZero();
        assertThat(figure("ordinary_delivered")).isGreaterThan(300);
        assertThat(figure("privileged_delivered")).isGreaterThan(300);
        assertThat(figure("server_cpu_ratio_lowest"))
                .isPositive()
                .isLessThanOrEqualTo(figure("server_cpu_ratio"))
                .isLessThanOrEqualTo(figure("server_cpu_ratio_highest"));
        assertThat(figure("time_ratio")).isPositive();
        for (String batch : List.of("spread", "spread_removal", "one_account", "one_account_removal")) {
            assertThat(figure("roster_" + batch + "_seconds")).as(batch).isPositive();
        }
        // Two rounds of four batches, each of them answered once and pushed once.
        assertThat(figure("roster_sets_sent")).isEqualTo(400);
        assertThat(figure("roster_pushes")).isEqualTo(400);
        assertThat(figure("roster_errors") + figure("roster_unanswered") + figure("roster_pushes_missing"))
                .isZero();
        assertThat(figure("roster_server_cpu_ms_each")).isPositive();
        assertThat(out.toString()).contains("server cpu ratio");
    }

    @Test
    void oneKindsLossesAreNotTheOthers() throws IOException {
        assertThat(run(MESSAGES, inMessages(nth -> nth == 5 || nth == 8 ? 0 : 1), NO_ROSTERS))
                .isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("privileged_lost")).isEqualTo(2);
        assertThat(figure("ordinary_lost")).isZero();
        assertThat(err.toString()).contains("privileged: 2 messages");
    }

    @Test
    void privilegedMessagesThatArriveTwiceCountOnce() throws IOException {
        assertThat(run(MESSAGES, inMessages(nth -> nth == 5 || nth == 8 ? 2 : 1), NO_ROSTERS))
                .isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("privileged_duplicated")).isEqualTo(2);
        assertThat(figure("privileged_lost") + figure("ordinary_duplicated")).isZero();
    }

    @Test
    void refusedPrivilegedMessagesAreTold() throws IOException {
        assertThat(run(MESSAGES, inMessages(nth -> nth == 5 ? -1 : 1), NO_ROSTERS))
                .isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("privileged_sent_back")).isEqualTo(1);
        assertThat(figure("privileged_lost")).isEqualTo(1);
        assertThat(err.toString()).contains("sent back: <message type='error' from='localhost'");
    }

    @Test
    void refusedRosterSetsAreCounted() throws IOException {
        Faults faults = new Faults(
                result -> List.of(result.contains("-7'") ? result.replace("'result'", "'error'") : result),
                List::of,
                nth -> 1);
        assertThat(run(ALL, faults, ROSTERS)).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("roster_errors")).isEqualTo(4);
        assertThat(figure("roster_unanswered")).isZero();
        assertThat(err.toString()).contains("a roster set failed: <iq type='error' id='s1-7'");
    }

    @Test
    void lostAnswersAreCountedAndNotTimed() throws IOException {
        Faults faults =
                new Faults(result -> result.contains("s2-7'") ? List.of() : List.of(result), List::of, nth -> 1);
        assertThat(run(ALL, faults, ROSTERS)).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("roster_unanswered")).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("figures.json")))
                .contains("roster_spread_seconds")
                .doesNotContain("roster_spread_removal_seconds");
        assertThat(err.toString()).contains("1 roster sets were not answered");
    }

    @Test
    void secondAnswersAreNoProgress() throws IOException {
        Faults faults = new Faults(
                result -> result.contains("-7'") ? List.of(result, result) : List.of(result), List::of, nth -> 1);
        assertThat(run(ALL, faults, ROSTERS)).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("roster_surplus_answers")).isEqualTo(4);
        assertThat(figure("roster_unanswered")).isZero();
    }

    @Test
    void missingPushesAreCounted() throws IOException {
        Faults faults = new Faults(List::of, push -> push.contains("jid='c7@") ? List.of() : List.of(push), nth -> 1);
        assertThat(run(ALL, faults, ROSTERS)).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("roster_pushes_missing")).isEqualTo(1);
        assertThat(err.toString()).contains("1 roster sets were not pushed");
    }

    @Test
    void missingPermissionIsAClearError() throws IOException {
        assertThat(run(MESSAGES, Faults.NONE, ROSTERS)).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString())
                .contains("localhost must grant gateway.localhost")
                .contains("roster = set or both");
    }

    @Test
    void wrongSecretIsAClearError() throws IOException {
        Files.writeString(folder.resolve("secret"), "another = line\ngateway.localhost = wrong\n");
        assertThat(run(ALL, Faults.NONE, ROSTERS)).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("log-in of gateway.localhost").contains("not-authorized");
    }

    @Test
    void secretIsFoundAmongOthers() throws IOException {
        Files.writeString(folder.resolve("secret"), "alice@localhost = x\ngateway.localhost = s'cret\n");
        assertThat(run(MESSAGES, Faults.NONE, NO_ROSTERS)).as(err.toString()).isZero();
    }

    @Test
    void numbersThatDoNotFitAreAClearError() throws IOException {
        assertThat(run(ALL, Faults.NONE, "--pairs=2", "--rounds=0")).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("rounds: at least 1");
        assertThat(run(ALL, Faults.NONE, "--pairs=2", "--roster-accounts=5")).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("5 accounts are needed, there are 4");
    }
}
