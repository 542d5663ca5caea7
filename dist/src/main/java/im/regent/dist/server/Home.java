package im.regent.dist.server;

import java.nio.file.Path;

/**
 * Where the program is installed: what relative paths in a configuration start from, and where {@code conf} and {@code data}
 * are unless somebody says otherwise.
 */
public record Home(Path directory) {
    /** The directory that the launcher names, else the one we are in. */
    public static Home ofProcess() {
        return new Home(
                Path.of(System.getProperty("regent.home", "")).toAbsolutePath().normalize());
    }

    /** The path, from here if it is relative. */
    public Path resolve(String path) {
        return directory.resolve(path).normalize();
    }

    /** The configuration for real use. */
    public Path configuration() {
        return resolve("conf/regent.conf");
    }

    /** The data of the demo. */
    public Path demo() {
        return resolve("data/demo");
    }

    /** A path as short as it can be written from where we are. */
    public static String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return absolute.startsWith(here) && !absolute.equals(here)
                ? here.relativize(absolute).toString()
                : absolute.toString();
    }
}
