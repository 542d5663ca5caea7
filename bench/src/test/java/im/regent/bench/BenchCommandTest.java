package im.regent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a person runs them, against a server that forwards faultlessly or with known faults. */
class BenchCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeAccounts() throws IOException {
        Files.writeString(folder.resolve("accounts"), """
                # localpart and password
                user0 a
                user1@localhost b

                user2\tc
                user3 with a space
                """);
    }

    private int run(IntUnaryOperator copies, String command, String... options) throws IOException {
        try (Forwarder server = new Forwarder(0, copies)) {
            Thread thread = new Thread(server, "forwarder");
            thread.start();
            List<String> arguments = new ArrayList<>(List.of(
                    command,
                    "--port",
                    Integer.toString(server.address().getPort()),
                    "--accounts",
                    folder.resolve("accounts").toString(),
                    "--json",
                    folder.resolve("figures.json").toString()));
            arguments.addAll(List.of(options));
            return execute(arguments.toArray(String[]::new));
        }
    }

    private int execute(String... arguments) {
        CommandLine commandLine = BenchCommand.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
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
        int exit =
                run(nth -> 1, "chat", "--pairs=2", "--window=300", "--seconds=1", "--warmup=0", "--server-pid", self());
        assertThat(exit).as(err.toString()).isZero();
        assertThat(figure("delivered")).isGreaterThan(1000);
        assertThat(figure("lost") + figure("duplicated") + figure("out_of_order") + figure("foreign"))
                .isZero();
        assertThat(figure("latency_p50_us")).isPositive().isLessThanOrEqualTo(figure("latency_max_us"));
        assertThat(figure("server_cpu_seconds")).isPositive();
        assertThat(figure("generator_cpu_seconds_per_100000")).isPositive();
        assertThat(figure("server_resident_bytes_after")).isPositive();
        assertThat(out.toString()).contains("deliveries per second");
    }

    @Test
    void severalLoadThreadsAddUp() throws IOException {
        int exit = run(nth -> 1, "chat", "--pairs=2", "--threads=2", "--seconds=1", "--warmup=0", "--bare");
        assertThat(exit).as(err.toString()).isZero();
        assertThat(figure("delivered")).isPositive();
    }

    @Test
    void lostMessagesAreCounted() throws IOException {
        int exit = run(
                nth -> nth == 50 || nth == 70 ? 0 : 1,
                "chat",
                "--pairs=2",
                "--window=1",
                "--seconds=1",
                "--warmup=0",
                "--drain=1");
        assertThat(exit).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("lost")).isEqualTo(2);
        assertThat(figure("duplicated")).isZero();
        assertThat(err.toString()).contains("2 messages");
    }

    @Test
    void duplicatedMessagesAreCounted() throws IOException {
        int exit = run(
                nth -> nth == 50 || nth == 70 ? 2 : 1, "chat", "--pairs=2", "--window=1", "--seconds=1", "--warmup=0");
        assertThat(exit).isEqualTo(BenchCommand.FAULTY);
        assertThat(figure("duplicated")).isEqualTo(2);
        assertThat(figure("lost")).isZero();
    }

    @Test
    void idleConnectionsAreMeasured() throws IOException {
        int exit = run(
                nth -> 1, "idle", "--connections=50", "--rehearsal=5", "--settle=0", "--gc", "--server-pid", self());
        assertThat(exit).as(err.toString()).isZero();
        assertThat(figure("connections")).isEqualTo(50);
        assertThat(figure("closed_by_server")).isZero();
        assertThat(figure("resident_bytes_open")).isPositive();
        // Of this very machine, whose own garbage may outweigh fifty connections.
        assertThat(figure("heap_bytes_before")).isPositive();
        assertThat(figure("heap_bytes_open")).isPositive();
    }

    @Test
    void idleStreamsNeedNoAccounts() throws IOException {
        Files.writeString(folder.resolve("accounts"), "");
        int exit = run(
                nth -> 1,
                "idle",
                "--connections=5",
                "--stage=open",
                "--rehearsal=0",
                "--settle=0",
                "--server-pid",
                self());
        assertThat(exit).as(err.toString()).isZero();
    }

    @Test
    void idleNeedsAProcess() throws IOException {
        assertThat(run(nth -> 1, "idle", "--connections=5")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--server-pid");
    }

    @Test
    void tooFewAccountsAreAClearError() throws IOException {
        assertThat(run(nth -> 1, "chat", "--pairs=3")).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("6 accounts are needed, there are 4");
    }

    @Test
    void impossibleNumbersAreAClearError() throws IOException {
        assertThat(run(nth -> 1, "chat", "--pairs=2", "--body=5")).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("body: 24 to 65536 bytes");
    }

    @Test
    void wordsAreReadInAnyCaseAndExplained() throws IOException {
        assertThat(run(nth -> 1, "idle", "--connections=5", "--stage=asleep")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'asleep' is none of open, bound, present");
        int exit = run(
                nth -> 1,
                "idle",
                "--connections=5",
                "--stage=Open",
                "--tls=NONE",
                "--settle=0",
                "--server-pid",
                self());
        assertThat(exit).isZero();
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(execute()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("chat").contains("idle");
    }

    @Test
    void serverThatIsNotThereIsAClearError() throws IOException {
        int port;
        try (Forwarder gone = new Forwarder(0)) {
            port = gone.address().getPort();
        }
        int exit = execute(
                "chat",
                "--pairs=1",
                "--port",
                Integer.toString(port),
                "--accounts",
                folder.resolve("accounts").toString());
        assertThat(exit).isEqualTo(BenchCommand.FAILED);
        assertThat(err.toString()).contains("user0").contains("Connection refused");
    }
}
