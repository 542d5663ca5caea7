package im.regent.dist.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about which installation is meant.
 *
 * @param configurationFile null for the usual one
 * @param dataDirectory null for the usual one
 * @param portOffset is added to every port
 * @param settings {@code key=value} each
 */
public record Wishes(
        @Nullable Path configurationFile, @Nullable Path dataDirectory, int portOffset, List<String> settings) {
    public Wishes {
        settings = List.copyOf(settings);
    }

    /** Nothing special. */
    public static Wishes none() {
        return new Wishes(null, null, 0, List.of());
    }

    Optional<Path> configuration() {
        return Optional.ofNullable(configurationFile).map(Path::toAbsolutePath);
    }

    Optional<Path> data() {
        return Optional.ofNullable(dataDirectory)
                .map(path -> path.toAbsolutePath().normalize());
    }
}
