package im.regent.dist.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
    @TempDir
    Path directory;

    @Test
    void isHeldByOneAtATime() {
        Path data = directory.resolve("data");

        try (DataLock first = DataLock.take(data).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(DataLock.take(data)).isEmpty();
        }

        assertThat(DataLock.take(data)).hasValueSatisfying(DataLock::close);
    }

    @Test
    void makesADirectoryForTheOwnerOnly() throws IOException {
        Path data = directory.resolve("new/data");

        DataLock.take(data).orElseThrow().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void namesTheProcessThatHasIt() {
        try (DataLock lock = DataLock.take(directory).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(DataLock.holder(directory))
                    .isEqualTo("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void isFreeWhereNobodyEverWas() {
        assertThat(DataLock.isTaken(directory.resolve("nothing"))).isFalse();
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataLock.take(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file.toString());
    }
}
