package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.regent.storage.StorageException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that cannot be opened says why in one line, and what to do. */
class OpenFailureTest {
    @TempDir
    Path folder;

    @Test
    void databaseOfAnotherProcessIsLocked() throws IOException, InterruptedException {
        try (OtherProcess other = new OtherProcess(LockHolder.class, folder)) {
            assertThat(other.line()).isEqualTo("open");

            expect(Reason.LOCKED, DatabaseFixture.h2(folder), "in use by another process", "stop the other server");

            other.kill();
        }
        Storage.open(DatabaseFixture.h2(folder), thread -> false).close();
    }

    @Test
    void wrongPasswordIsRefused() {
        Storage.open(DatabaseFixture.h2(folder), thread -> false).close();

        String url = DatabaseFixture.h2(folder).url();
        expect(Reason.REFUSED, DatabaseFixture.settings(url, "regent", "wrong"), "storage.password");
        expect(Reason.REFUSED, DatabaseFixture.settings(url, "other", ""), "storage.user");
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "a file, not a folder");

        expect(Reason.NOT_WRITABLE, DatabaseFixture.h2(file.resolve("data")), "occupied", "storage.url");
    }

    @Test
    void folderInThePlaceOfTheFileIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("regent.mv.db"));

        expect(Reason.NOT_WRITABLE, DatabaseFixture.h2(folder), "regent.mv.db");
    }

    @Test
    void damagedFileIsLeftAsItIs() throws IOException {
        Path file = folder.resolve("regent.mv.db");
        byte[] garbage = "this is not a database".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Files.write(file, garbage);

        expect(Reason.CORRUPT, DatabaseFixture.h2(folder), "is damaged", "backup");

        assertThat(file).hasBinaryContent(garbage);
    }

    @Test
    void truncatedFileIsDamaged() throws IOException {
        Storage.open(DatabaseFixture.h2(folder), thread -> false).close();
        Path file = folder.resolve("regent.mv.db");
        byte[] half = Arrays.copyOf(Files.readAllBytes(file), 5000);
        Files.write(file, half);

        expect(Reason.CORRUPT, DatabaseFixture.h2(folder), "is damaged", "backup");

        assertThat(file).hasBinaryContent(half);
    }

    @Test
    void emptyFileIsNotFilledInSilence() throws IOException {
        Files.createFile(folder.resolve("regent.mv.db"));

        expect(Reason.CORRUPT, DatabaseFixture.h2(folder), "is empty", "backup");
    }

    @Test
    void tablesOfANewerServerAreNotTouched() throws SQLException {
        Storage.open(DatabaseFixture.h2(folder), thread -> false).close();
        execute("INSERT INTO \"schema_history\" SELECT 1000, '9.1', 'later', 'SQL', 'V9_1__later.sql', 1, 'REGENT',"
                + " CURRENT_TIMESTAMP, 1, TRUE");

        expect(Reason.NEWER_SCHEMA, DatabaseFixture.h2(folder), "version 9.1", "newer server");
    }

    @Test
    void tablesOfSomebodyElseAreNotTouched() throws SQLException {
        execute("CREATE TABLE somebody (elses INTEGER)");

        expect(Reason.FOREIGN_SCHEMA, DatabaseFixture.h2(folder), "not made by this server");
    }

    @Test
    void changedMigrationIsFound() throws SQLException {
        Storage.open(DatabaseFixture.h2(folder), thread -> false).close();
        execute("UPDATE \"schema_history\" SET \"checksum\" = 1");

        expect(Reason.FOREIGN_SCHEMA, DatabaseFixture.h2(folder), "not made by this server");
    }

    @Test
    void closedPortIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        String url = "jdbc:postgresql://127.0.0.1:" + port + "/regent";
        expect(
                Reason.UNREACHABLE,
                DatabaseFixture.settings(url + "?password=secret", "regent", "secret"),
                "No PostgreSQL answers at " + url,
                "start it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:",
                "jdbc:h2:file:./data/regent;AUTO_SERVER=TRUE",
                "jdbc:h2:file:./data/regent;INIT=RUNSCRIPT FROM 'x'",
                "jdbc:h2:mem:regent",
                "jdbc:h2:tcp://localhost/regent",
                "jdbc:mysql://localhost/regent",
                "data/regent"
            })
    void otherAddressesAreRefused(String url) {
        expect(Reason.BAD_URL, DatabaseFixture.settings(url, "regent", ""), "storage.url");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DatabaseFixture.h2(folder).url(), "regent", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void expect(Reason reason, StorageSettings settings, String... words) {
        StorageException failure = catchThrowableOfType(
                StorageException.class,
                () -> Storage.open(settings, thread -> false).close());
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.getMessage())
                .contains(words)
                .doesNotContain("\n")
                .doesNotContain("secret")
                .hasSizeLessThan(400);
    }
}
