package im.regent.dist.cli;

import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.Wishes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation is meant: the options that most commands share. */
final class InstallationOptions {
    private static final int MAX_OFFSET = 60_000;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file; conf/regent.conf unless given, and the demo where that is missing.")
    @Nullable
    Path config;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DIR",
            description = "The data directory; data/demo for the demo.")
    @Nullable
    Path data;

    @Option(names = "--port-offset", paramLabel = "N", description = "Is added to every port.")
    int portOffset;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a key of the configuration; may be given several times.")
    List<String> settings = new ArrayList<>();

    Wishes wishes() {
        if (portOffset < -MAX_OFFSET || portOffset > MAX_OFFSET) {
            throw new UsageFailure("--port-offset " + portOffset + " leaves no ports");
        }
        return new Wishes(config, data, portOffset, settings);
    }

    Installation installation() {
        return Installation.find(Home.ofProcess(), wishes());
    }
}
