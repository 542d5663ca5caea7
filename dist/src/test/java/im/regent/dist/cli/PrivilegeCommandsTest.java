package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code regent privilege} without a server: what the configuration says. */
class PrivilegeCommandsTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("regent.conf");
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(file(), """
                virtual-hosts { "example.org" { privileged-entities { "gateway.example.org" {
                  preset = spectrum
                  iq { "urn:xmpp:ping" = get }
                } } } }
                components { "gateway.example.org" { secret = "0123456789abcdef" } }
                """);
    }

    private Outcome run(String... words) {
        List<String> all = new ArrayList<>(List.of("privilege"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--config",
                file().toString(),
                "--data",
                directory.resolve("data").toString()));
        return Commands.run(all.toArray(String[]::new));
    }

    @Test
    void entitiesAreListed() {
        assertThat(run("list").out().lines().toList())
                .containsExactly(
                        "ENTITY               HOST         GRANTED                            STREAM  ALLOWED  REFUSED"
                                + "  LAST ACT",
                        "gateway.example.org  example.org  roster=both message=outgoing iq=1  absent  0        0      "
                                + "  never");
    }

    @Test
    void whatAnEntityMayDoIsShownWithItsPlace() {
        assertThat(run("show", "gateway.example.org").out())
                .containsPattern("example.org +roster +both +preset, \\S+regent.conf:2\n")
                .containsPattern("example.org +iq \"urn:xmpp:ping\" +get +\\S+regent.conf:3\n")
                .containsPattern("example.org +protocol-versions +1, 2 +preset, ");
        Outcome unknown = run("show", "nobody.example.org");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("nothing is configured for nobody.example.org: there are gateway.example.org");
    }

    @Test
    void whatWouldHappenIsExplained() {
        Outcome allowed = run("explain", "gateway.example.org", "iq", "get", "urn:xmpp:ping", "alice@example.org");
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(allowed.out())
                .isEqualToNormalizingNewlines(
                        "allowed: iq type get for urn:xmpp:ping is granted to gateway.example.org\n"
                                + "rule: iq.\"urn:xmpp:ping\" = get (" + file() + ":3)\n");

        assertThat(run("explain", "gateway.example.org", "presence", "alice@example.org")
                        .out())
                .startsWith("denied: presence is not granted to gateway.example.org\nrule: presence = none (preset, ");
    }

    @Test
    void theLogIsARunningServers() {
        assertThat(run("log").exitCode()).isEqualTo(3);
    }

    @Test
    void aQuestionThatMakesNoSenseGetsAnAnswerThatDoes() {
        assertThat(run("explain", "gateway.example.org").err()).contains("say what: roster get USER");
        assertThat(run().exitCode()).isEqualTo(2);
    }
}
