package im.regent.dist.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
    @TempDir
    Path directory;

    private CredentialsFile file() {
        return new CredentialsFile(directory.resolve("credentials"));
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        file().write(Map.of("alice@localhost", "secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatOthersCouldReadIsReplacedByOneThatTheyCannot() throws IOException {
        Files.writeString(file().path(), "bob@localhost = open\n");
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r--r--"));

        file().replace("bob@localhost", "closed");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        assertThat(file().of("bob@localhost")).contains("closed");
    }

    @Test
    void holdsWhatWasWrittenInItsOrder() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("bob@localhost", "b=b");
        entries.put("alice@localhost", "a");

        file().write(entries);

        assertThat(file().all()).containsExactlyEntriesOf(entries);
    }

    @Test
    void quotesAndCommentsAreUnderstood() throws IOException {
        Files.writeString(file().path(), "# a comment\n\n \"alice@localhost\" = \"two words\" \n");

        assertThat(file().all()).containsExactlyEntriesOf(Map.of("alice@localhost", "two words"));
    }

    @Test
    void namesThatAreNotThereAreNotAdded() {
        file().write(Map.of("alice@localhost", "a"));

        file().replace("mallory@localhost", "m");

        assertThat(file().all()).containsOnlyKeys("alice@localhost");
    }

    @Test
    void removedNamesAreGone() {
        file().write(Map.of("alice@localhost", "a", "bob@localhost", "b"));

        file().remove("bob@localhost");

        assertThat(file().all()).containsOnlyKeys("alice@localhost");
    }

    @Test
    void aLineThatMeansNothingIsNamed() throws IOException {
        Files.writeString(file().path(), "nonsense\n");

        assertThatThrownBy(file()::all).isInstanceOf(Failure.class).hasMessageContaining("credentials");
    }

    @Test
    void passwordsDifferAndAreLong() {
        SecureRandom random = new SecureRandom();

        String one = CredentialsFile.randomPassword(random);

        assertThat(one).hasSize(20).isNotEqualTo(CredentialsFile.randomPassword(random));
    }
}
