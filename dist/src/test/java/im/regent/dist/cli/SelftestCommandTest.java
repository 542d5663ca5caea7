package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelftestCommandTest {
    @TempDir
    Path directory;

    @Test
    void aServerOfItsOwnPassesEveryStep() {
        Outcome outcome =
                Commands.run("selftest", "--data", directory.resolve("none").toString());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("✓ they chat, both ways", "✓ what it was not granted is refused", " 0 failed");
    }

    @Test
    void whatDoesNotWorkIsFound() {
        Outcome outcome = Commands.run(
                "selftest",
                "--data",
                directory.resolve("none").toString(),
                "--set",
                "c2s.sasl.mechanisms=[\"SCRAM-SHA-1\"]");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("✗ a user logs in");
    }
}
