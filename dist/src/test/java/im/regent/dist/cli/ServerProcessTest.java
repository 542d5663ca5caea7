package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ServerProcessTest {
    private static final int SIGTERM = 15;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, SIGTERM})
    void aSignalStopsItWithExitCodeZero(int signal) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            server.signal(signal);

            assertThat(server.exitCode()).as(server.said()).isZero();
            assertThat(server.said()).endsWith("stopped\n");
        }
    }

    @Test
    void theCommandStopsItWithExitCodeZero() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            Outcome stop = Commands.run("stop", "--data", data().toString());

            assertThat(stop.exitCode()).as(stop.err()).isZero();
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void aDirectoryThatIsInUseNamesTheProcess() throws IOException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            Outcome second = Commands.run("run", "--data", data().toString());

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("process " + server.pid()).hasLineCount(1);
        }
    }

    @Test
    void aDatabaseThatAnotherProcessHasIsOneLine() throws IOException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            assertThat(server.said()).contains("demo");
            Outcome second = Commands.run(
                    "run",
                    "--data",
                    directory.resolve("other").toString(),
                    "--set",
                    "storage.url=jdbc:h2:file:" + data().resolve("regent"));

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("in use by another process").hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsInUseIsNamedWithWhoHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome run = Commands.run(
                    "run",
                    "--data",
                    data().toString(),
                    "--set",
                    "listen.c2s.port=" + taken.getLocalPort(),
                    "--set",
                    "listen.c2s-tls.port=0",
                    "--set",
                    "listen.component.port=0");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("port " + taken.getLocalPort(), "127.0.0.1", "--port-offset 1000")
                    .hasLineCount(1);
        }
    }

    @Test
    void aServerThatWasKilledLeavesNothingInTheWay() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            server.signal(9);
            assertThat(server.exitCode()).isEqualTo(137);
        }

        try (ServerProcess again = ServerProcess.run(directory, data())) {
            again.signal(SIGTERM);
            assertThat(again.exitCode()).isZero();
        }
    }
}
