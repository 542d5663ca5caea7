package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.Wishes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "regent run" shows. */
class ScreenTest {
    @TempDir
    Path directory;

    @Test
    void eachListenerStandsWithThoseWhoConnectThere() {
        Stream<String> ports =
                Stream.of("c2s", "c2s-tls", "component", "component-tls").map(name -> "listen." + name + ".port=0");
        List<String> wishes = Stream.concat(ports, Stream.of("listen.component-tls.enabled=true"))
                .toList();
        Installation installation =
                Installation.find(new Home(directory), new Wishes(null, directory.resolve("demo"), 0, wishes));
        try (RunningServer server =
                RunningServer.start(installation, false, new SecureRandom(), InstantSource.system())) {
            List<String> lines = Screen.of(installation, server).lines().toList();

            assertThat(lines)
                    .anyMatch(line -> line.matches(" *xmpp +\\S+:[0-9]+ STARTTLS, \\S+:[0-9]+ TLS"))
                    .anyMatch(line -> line.matches(
                            " *component +127\\.0\\.0\\.1:[0-9]+, \\S+:[0-9]+ TLS +gateway\\.localhost / .*"));
        }
    }
}
