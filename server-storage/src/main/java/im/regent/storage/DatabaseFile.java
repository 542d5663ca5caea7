package im.regent.storage;

import im.regent.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the file of H2 before H2 does, which would open a read-only one for reading and fill an empty one. */
final class DatabaseFile {
    private DatabaseFile() {}

    static void check(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new StorageException(Reason.BAD_URL, "storage.url names no file: " + file);
        }
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw notWritable(folder, "the folder cannot be written");
            }
            if (Files.exists(file)) {
                checkExisting(file);
            }
        } catch (IOException e) {
            throw notWritable(folder, "the folder cannot be made (" + e + ")");
        }
    }

    private static void checkExisting(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw notWritable(file, "the file cannot be written");
        }
        if (Files.size(file) == 0) {
            throw new StorageException(
                    Reason.CORRUPT,
                    "The database file " + file + " is empty: put back a backup, or delete it to start with nothing");
        }
    }

    private static StorageException notWritable(Path path, String problem) {
        return new StorageException(
                Reason.NOT_WRITABLE,
                "The database cannot be kept at " + path + ": " + problem
                        + "; give it to the user who runs the server, or change storage.url");
    }
}
