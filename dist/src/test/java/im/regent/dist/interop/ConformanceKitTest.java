package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.regent.core.config.Secret;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.StatusReport;
import im.regent.dist.server.Wishes;
import im.regent.kit.check.Result;
import im.regent.kit.check.Run;
import im.regent.kit.check.Scene;
import im.regent.kit.finding.Finding;
import im.regent.kit.finding.Outcome;
import im.regent.kit.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole conformance kit for XEP-0356 and XEP-0355, against the whole server, over sockets. */
class ConformanceKitTest {
    private static final Path CONFIGURATIONS = Path.of(System.getProperty("regent.root", ".."), "privilege-kit/conf");
    private static final List<String> FREE_PORTS =
            List.of("listen.c2s.port=0", "listen.c2s-tls.port=0", "listen.component.port=0");

    @TempDir
    Path directory;

    private RunningServer start() throws IOException {
        Path data = directory.resolve("demo");
        Files.createDirectories(data.resolve("conf.d"));
        Files.copy(CONFIGURATIONS.resolve("regent.conf"), data.resolve("conf.d/kit.conf"));
        Installation installation = Installation.find(new Home(directory), new Wishes(null, data, 0, FREE_PORTS));
        return RunningServer.start(installation, false, new SecureRandom(), InstantSource.system());
    }

    private static Scene scene(StatusReport status) {
        Config config = ConfigFactory.parseString("server { c2s-port = " + port(status, "c2s") + ", component-port = "
                        + port(status, "component") + " }, pace { patience = 10s, quiet = 60ms }")
                .withFallback(ConfigFactory.parseFile(
                        CONFIGURATIONS.resolve("kit.conf").toFile()))
                .withFallback(ConfigFactory.parseResources("im/regent/kit/defaults.conf"))
                .resolve();
        return Scene.read(config);
    }

    private static int port(StatusReport status, String listener) {
        return status.listeners().stream()
                .filter(socket -> socket.name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }

    @Test
    void everythingThatIsOfferedIsAsTheSpecificationsSay() throws IOException, Finding {
        try (RunningServer server = start()) {
            Scene scene = scene(server.status());
            scene.accounts()
                    .values()
                    .forEach(account -> server.users().add(account.user(), new Secret(account.password())));

            List<Result> results = new Run(scene, false).of(Suite.groups(), result -> {});

            assertThat(results)
                    .filteredOn(result -> result.outcome() != Outcome.PASS)
                    .allSatisfy(result -> {
                        assertThat(result.outcome())
                                .as(Objects.toString(result))
                                .isEqualTo(Outcome.NOT_APPLICABLE);
                        assertThat(result.detail()).contains("--slow");
                    });
            assertThat(results).hasSizeGreaterThan(150);
        }
    }
}
