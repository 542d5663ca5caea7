package im.regent.dist.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data directory: one process at a time, a server or a command that works on its storage. The lock goes
 * with the process, however that ends. Its file names the process for messages.
 */
public final class DataLock implements AutoCloseable {
    private static final String FILE = "regent.lock";

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory, making it if need be.
     *
     * @return empty when another process has it
     */
    public static Optional<DataLock> take(Path directory) {
        PrivateFiles.makeDirectory(directory);
        Path file = directory.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new DataLock(channel));
        } catch (IOException e) {
            throw new Failure(
                    "cannot use the data directory " + directory + ": " + e.getMessage()
                            + "; give it to the user who runs the server, or choose another with --data",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another server in this very process has it
        }
    }

    /** Whether some process has the directory. */
    public static boolean isTaken(Path directory) {
        if (!Files.isRegularFile(directory.resolve(FILE))) {
            return false;
        }
        try (FileChannel channel =
                FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = lock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException e) {
            throw new Failure("cannot look into the data directory " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The process that has the directory, as far as its file tells: {@code process 4711}. */
    public static String holder(Path directory) {
        try {
            String pid = Files.readString(directory.resolve(FILE)).strip();
            return pid.isEmpty() ? "another process" : "process " + pid;
        } catch (IOException e) {
            return "another process";
        }
    }

    /** Deletes the file of the lock, in a directory that nobody will use again. */
    public static void forget(Path directory) {
        PrivateFiles.delete(directory.resolve(FILE));
    }

    /** Gives the directory back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Failure("cannot give the data directory back: " + e.getMessage(), e);
        }
    }
}
