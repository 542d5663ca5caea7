package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands.Outcome;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitRoundTripTest {
    @TempDir
    Path directory;

    private Outcome command(String input, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config().toString()));
        return Commands.runWith(input, all.toArray(String[]::new));
    }

    private Path config() {
        return directory.resolve("conf/regent.conf");
    }

    private Outcome init(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "init",
                "--domain",
                "example.org",
                "--admin",
                "alice",
                "--password-stdin",
                "--data",
                directory.resolve("data").toString()));
        words.addAll(List.of(more));
        return command("correct horse\n", words.toArray(String[]::new));
    }

    private RunningServer start() {
        List<String> anyPorts = List.of("listen.c2s.port=0", "listen.c2s-tls.port=0", "listen.component.port=0");
        Wishes wishes = new Wishes(config(), null, 0, anyPorts);
        return RunningServer.start(
                Installation.find(new Home(directory), wishes), false, new SecureRandom(), InstantSource.system());
    }

    @Test
    void whatInitWritesIsGood() throws IOException {
        Outcome init = init();

        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.out()).contains("_xmpp-client._tcp.example.org.", "alice@example.org (admin)", "regent check");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
        assertThat(command("", "check").out()).contains("all is well");
    }

    @Test
    void theServerStartsAndCommandsReachIt() {
        init();

        try (RunningServer server = start()) {
            assertThat(server.status().isReady()).isTrue();
            assertThat(command("pass word\n", "user", "add", "bob", "--password-stdin")
                            .exitCode())
                    .isZero();
            assertThat(command("", "user", "list").out()).contains("alice@example.org  admin", "bob@example.org  user");
            assertThat(command("", "status").exitCode()).isZero();
        }

        assertThat(command("", "status").exitCode()).isEqualTo(3);
        assertThat(command("", "user", "list").out()).contains("bob@example.org");
    }

    @Test
    void manyAccountsAreAddedAtOnce() {
        init();

        Outcome outcome = command("carol@example.org one\ndave two\n# nobody\nbroken\n", "user", "add", "--bulk", "-");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("line 4").hasLineCount(1);
        assertThat(command("", "user", "list").out()).contains("carol@example.org", "dave@example.org");
    }

    @Test
    void aConfigurationIsNotOverwritten() throws IOException {
        init();
        Files.writeString(config(), "# mine\n");

        assertThat(init().exitCode()).isEqualTo(1);
        assertThat(config()).hasContent("# mine");
        assertThat(init("--force").exitCode()).isZero();
        assertThat(config().resolveSibling("regent.conf.old")).hasContent("# mine");
    }

    @Test
    void checkNamesFileLineAndSuggestion() throws IOException {
        init();
        Files.writeString(config(), Files.readString(config()).replace("port = 5222", "prot = 5222"));

        Outcome check = command("", "check");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).containsPattern("regent.conf:\\d+: .*prot").contains("port");
    }

    @Test
    void aMissingCertificateIsFoundByCheckAndByRun() throws IOException {
        init();
        Files.delete(config().resolveSibling("certs").resolve("example.org/privkey.pem"));

        assertThat(command("", "check").exitCode()).isEqualTo(1);
        Outcome run = command("", "run");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("privkey.pem: no such file").doesNotContain("Exception");
    }

    @Test
    void aPasswordThatCannotBeUsedChangesNothing() {
        init();

        Outcome outcome = command("\u0007\n", "user", "add", "bob", "--password-stdin");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("control characters");
        assertThat(command("", "user", "list").out()).doesNotContain("bob");
    }

    @Test
    void whatIsNoDomainIsRefusedBeforeAnythingIsWritten() {
        Outcome outcome = command("", "init", "--domain", "a@b", "--admin", "alice", "--password-stdin");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(config()).doesNotExist();
    }
}
