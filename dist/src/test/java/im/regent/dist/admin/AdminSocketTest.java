package im.regent.dist.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import im.regent.dist.io.DataLock;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSocketTest {
    private static final String AWKWARD = "two words, -, %, +, =, \n, ümläut, 🙂";

    @TempDir
    Path data;

    private DataLock lock;
    private AdminServer server;

    @BeforeEach
    void open() {
        lock = DataLock.take(data).orElseThrow();
        server = AdminServer.open(data, AdminSocketTest::answer);
    }

    @AfterEach
    void close() {
        server.close();
        lock.close();
    }

    private static List<List<String>> answer(List<String> request) {
        return switch (request.get(0)) {
            case "refuse" -> throw new Failure(Exit.DEGRADED, "not today:\nsorry");
            case "break" -> throw new IllegalStateException("broken");
            case "nothing" -> List.of();
            default -> List.of(request, List.of("second", ""));
        };
    }

    private AdminClient client() {
        return new AdminClient(data, Duration.ofSeconds(20));
    }

    @Test
    void wordsArriveAsTheyWere() {
        assertThat(client().ask("echo", AWKWARD, "", "-"))
                .containsExactly(List.of("echo", AWKWARD, "", "-"), List.of("second", ""));
    }

    @Test
    void anAnswerMayBeEmpty() {
        assertThat(client().ask("nothing")).isEmpty();
    }

    @Test
    void aRefusalArrivesWithItsExitCode() {
        assertThatThrownBy(() -> client().ask("refuse"))
                .hasMessage("not today:\nsorry")
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::exit)
                .isEqualTo(Exit.DEGRADED);
    }

    @Test
    void aBugInACommandIsAnsweredToo() {
        assertThatThrownBy(() -> client().ask("break"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("see its log");
    }

    @Test
    void theSocketIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.sock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void garbageIsAnsweredAndTheServerLivesOn() throws IOException {
        assertThat(raw("%zz %\n")).startsWith("failed 1 ");
        assertThat(client().ask("nothing")).isEmpty();
    }

    @Test
    void aLineWithoutEndIsCutOff() throws IOException {
        assertThat(raw("x".repeat(70_000))).isEmpty();
        assertThat(client().ask("nothing")).isEmpty();
    }

    private String raw(String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("admin.sock")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                return ""; // it was cut off while we were still writing
            }
            ByteBuffer answer = ByteBuffer.allocate(1_000);
            try {
                channel.read(answer);
            } catch (IOException e) {
                return "";
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whereNoServerRunsTheExitCodeSaysSo() {
        Path elsewhere = data.resolve("elsewhere");

        assertThatThrownBy(() -> new AdminClient(elsewhere, Duration.ofSeconds(1)).ask("status"))
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::exit)
                .isEqualTo(Exit.NOT_RUNNING);
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        server.close();

        assertThatThrownBy(() -> client().ask("status"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("does not answer");
    }

    @Test
    void aSocketThatWasLeftBehindIsReplaced() throws IOException {
        server.close();
        Files.createFile(data.resolve("admin.sock"));

        server = AdminServer.open(data, AdminSocketTest::answer);

        assertThat(client().ask("nothing")).isEmpty();
    }

    @Test
    void aPathThatIsTooLongForASocketIsExplained() {
        Path deep = data.resolve("d".repeat(120));

        assertThatThrownBy(() -> AdminSocket.address(deep))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("shorter");
    }
}
