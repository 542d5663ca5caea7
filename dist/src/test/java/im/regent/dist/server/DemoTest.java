package im.regent.dist.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Secret;
import im.regent.dist.io.CredentialsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("demo");
    }

    private RunningServer start(boolean isAfresh) {
        List<String> anyPorts = List.of("listen.c2s.port=0", "listen.c2s-tls.port=0", "listen.component.port=0");
        Installation installation = new Installation(
                new Home(directory), Demo.configuration(data()), data(), true, new Wishes(null, data(), 0, anyPorts));
        return RunningServer.start(installation, isAfresh, new SecureRandom(), InstantSource.system());
    }

    private Map<String, String> credentials() {
        return Demo.credentials(data()).all();
    }

    @Test
    void theFirstStartMakesAccountsAndSecrets() throws IOException {
        try (RunningServer server = start(false)) {
            assertThat(server.users().list(""))
                    .extracting(Users.Row::address)
                    .containsExactly("admin@localhost", "alice@localhost", "bob@localhost");
        }

        assertThat(credentials())
                .containsOnlyKeys("alice@localhost", "bob@localhost", "admin@localhost", "gateway.localhost");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("demo.conf"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theSecondStartKeepsEverything() {
        String fingerprint;
        try (RunningServer server = start(false)) {
            server.users().add("carol", new Secret("a password"));
            fingerprint = server.status().hosts().get(0).fingerprint();
        }
        Map<String, String> before = credentials();

        try (RunningServer server = start(false)) {
            assertThat(server.users().exists("carol@localhost")).isTrue();
            assertThat(server.status().hosts().get(0).fingerprint()).isEqualTo(fingerprint);
        }
        assertThat(credentials()).isEqualTo(before);
    }

    @Test
    void aChangedPasswordIsRememberedAndADeletedAccountStaysAway() {
        try (RunningServer server = start(false)) {
            server.users().changePassword("alice", new Secret("changed"));
            server.users().delete("bob");
        }

        try (RunningServer server = start(false)) {
            assertThat(server.users().exists("bob")).isFalse();
        }
        assertThat(credentials()).containsEntry("alice@localhost", "changed").doesNotContainKey("bob@localhost");
    }

    @Test
    void aResetDeletesWhatTheDemoMadeAndNothingElse() throws IOException {
        try (RunningServer server = start(false)) {
            server.users().add("carol", new Secret("a password"));
        }
        Map<String, String> before = credentials();
        Path mine = Files.writeString(data().resolve("notes.txt"), "mine");

        try (RunningServer server = start(true)) {
            assertThat(server.users().exists("carol")).isFalse();
        }

        assertThat(credentials()).isNotEqualTo(before);
        assertThat(mine).hasContent("mine");
    }

    @Test
    void removingLeavesNothing() {
        start(false).close();

        Demo.remove(data());

        assertThat(data()).doesNotExist();
    }

    @Test
    void credentialsNameOnlyWhatWasAsked() {
        CredentialsFile file = Demo.credentials(data());

        assertThat(file.path()).isEqualTo(data().resolve("credentials"));
        assertThat(file.exists()).isFalse();
    }
}
