package im.regent.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KitCommandTest {
    private static final Path TEMPLATE =
            Path.of(System.getProperty("regent.root", ".."), "privilege-kit/conf/kit.conf");

    @TempDir
    Path directory;

    private final StringWriter errors = new StringWriter();

    private int execute(String... arguments) {
        CommandLine line = KitCommand.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(arguments);
    }

    @Test
    void aConfigurationWithGapsIsWrongUsage() throws IOException {
        Path file = Files.writeString(directory.resolve("kit.conf"), "server { name = x }");

        assertThat(execute("run", file.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("kit.conf");
    }

    @Test
    void withoutAServerNothingCanBeFoundOut() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        String text = Files.readString(TEMPLATE) + "\nserver.c2s-port = " + unused;
        Path file = Files.writeString(directory.resolve("kit.conf"), text);

        assertThat(execute("run", file.toString())).isEqualTo(KitCommand.FAILED);
        assertThat(errors.toString()).contains("log-in of kit-alice");
    }

    @Test
    void aReportThatIsMissingIsSaid() {
        assertThat(execute("page", directory.resolve("none.json").toString())).isEqualTo(KitCommand.FAILED);
        assertThat(errors.toString()).contains("none.json");
    }
}
