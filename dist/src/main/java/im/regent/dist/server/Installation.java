package im.regent.dist.server;

import im.regent.core.config.Problem;
import im.regent.dist.io.CredentialsFile;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a command works on: a configuration file and a data directory. Without a configuration file it is the demo.
 *
 * @param isDemo whether it is the demo, whose configuration file the program writes
 */
public record Installation(Home home, Path configuration, Path data, boolean isDemo, Wishes wishes) {
    /**
     * Finds it: the configuration file that is named, else {@code conf/regent.conf}, else the demo.
     *
     * @throws Failure when a file is named that does not exist
     */
    public static Installation find(Home home, Wishes wishes) {
        Optional<Path> named = wishes.configuration();
        if (named.isPresent() && !Files.exists(named.get())) {
            throw new Failure(Exit.FAILED, "there is no configuration file " + Home.shown(named.get()));
        }
        Path configuration = named.orElse(home.configuration());
        if (named.isEmpty() && !Files.exists(configuration)) {
            Path data = wishes.data().orElse(home.demo());
            return new Installation(home, Demo.configuration(data), data, true, wishes);
        }
        Path data = new Loading(home, System.getenv()).dataDirectory(configuration, wishes);
        return new Installation(home, configuration, data, false, wishes);
    }

    /** Reads the configuration; what is wrong is in the result. */
    public Loaded load(Map<String, String> environment) {
        return new Loading(home, environment).load(configuration, wishes);
    }

    /**
     * Reads the configuration for work.
     *
     * @throws Failure with everything that is wrong
     */
    public Loaded loadGood() {
        if (!Files.exists(configuration)) {
            throw new Failure("there is nothing here yet (" + Home.shown(configuration)
                    + "): start the demo with \"regent run\", or make a configuration with \"regent init\"");
        }
        Loaded loaded = load(System.getenv());
        if (loaded.hasErrors()) {
            throw new Failure(loaded.problems().stream()
                    .filter(Problem::isError)
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n")));
        }
        return loaded;
    }

    /** The passwords of the demo, if this is one. */
    public Optional<CredentialsFile> credentials() {
        return isDemo ? Optional.of(Demo.credentials(data)) : Optional.empty();
    }
}
