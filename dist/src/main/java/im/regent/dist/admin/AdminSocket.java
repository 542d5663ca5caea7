package im.regent.dist.admin;

import im.regent.dist.io.Failure;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Where the socket of a data directory is. */
final class AdminSocket {
    /** The length of {@code sun_path} on Linux, without the zero at the end; macOS has 103. */
    private static final int MAX_PATH_BYTES = 103;

    private AdminSocket() {}

    static Path file(Path data) {
        return data.resolve("admin.sock");
    }

    /** The system takes short paths only: where the absolute one is too long, the one from here may do. */
    static UnixDomainSocketAddress address(Path data) {
        Path absolute = file(data).toAbsolutePath().normalize();
        Path relative = Path.of("").toAbsolutePath().relativize(absolute);
        Path path = bytes(absolute) <= MAX_PATH_BYTES ? absolute : relative;
        if (bytes(path) > MAX_PATH_BYTES) {
            throw new Failure("the path " + absolute + " is too long for a socket (at most " + MAX_PATH_BYTES
                    + " bytes): choose a data directory with a shorter one");
        }
        return UnixDomainSocketAddress.of(path);
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
