package im.regent.dist.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and directories that only their owner can use. A file is written beside its place, with the final rights from the
 * first byte on, forced to the disk and then moved over the old one: whoever looks finds the old text or the new one.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYONE_READS = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    /** Writes a secret: mode 0600. */
    public static void writeSecret(Path file, String text) {
        write(file, text, OWNER_ONLY);
    }

    /** Writes what everyone may read: mode 0644. */
    public static void writePublic(Path file, String text) {
        write(file, text, EVERYONE_READS);
    }

    private static void write(Path file, String text, Set<PosixFilePermission> rights) {
        Path name = file.toAbsolutePath().getFileName();
        Path fresh = file.resolveSibling("." + name + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(fresh, rights);
            move(fresh, file);
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Reads a text file. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
    }

    /** Makes a directory, and those above it; it is for the owner only if it is new. */
    public static void makeDirectory(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw cannot("make the directory", directory, e);
            }
        } catch (IOException e) {
            throw cannot("make the directory", directory, e);
        }
    }

    /** Takes the rights of everybody else away: mode 0600. */
    public static void restrict(Path file) {
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } catch (IOException e) {
            throw cannot("change the rights of", file, e);
        }
    }

    /** Whether somebody else than the owner can read or write the file; links are followed. */
    public static boolean isOpenToOthers(Path file) {
        return hasAny(file, OTHERS);
    }

    /** Whether somebody else than the owner can write there. */
    public static boolean isWritableByOthers(Path file) {
        return hasAny(file, EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
    }

    private static boolean hasAny(Path file, Set<PosixFilePermission> wanted) {
        try {
            Set<PosixFilePermission> rights = EnumSet.copyOf(wanted);
            rights.retainAll(Files.getPosixFilePermissions(file));
            return !rights.isEmpty();
        } catch (IOException e) {
            throw cannot("look at", file, e);
        }
    }

    /** Deletes a file if it is there; a link is deleted, not what it points to. */
    public static void delete(Path file) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw cannot("delete", file, e);
        }
    }

    private static Failure cannot(String what, Path file, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "no such file"
                : e.getClass().getSimpleName().replaceAll("Exception$", "") + " " + reason(e);
        return new Failure("cannot " + what + " " + file + ": " + why.strip(), e);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.FileSystemException known
                ? String.valueOf(known.getReason()).replace("null", "")
                : String.valueOf(e.getMessage());
    }
}
