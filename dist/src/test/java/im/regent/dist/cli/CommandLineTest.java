package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"rnu, regent run", "statsu, regent status", "chek, regent check"})
    void anUnknownCommandGetsASuggestion(String typed, String meant) {
        Outcome outcome = Commands.run(typed);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("\"" + typed + "\"", "did you mean \"" + meant + "\"?");
    }

    @Test
    void aWordThatIsLikeNothingGetsNoSuggestion() {
        assertThat(Commands.run("xyzzy").err()).contains("no command \"xyzzy\"").doesNotContain("did you mean");
    }

    @Test
    void anUnknownOptionGetsASuggestion() {
        Outcome outcome = Commands.run("status", "--jsno");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--jsno", "--json");
    }

    @Test
    void aPasswordIsNoArgument() {
        Outcome outcome = Commands.run("user", "add", "alice@localhost", "secret", "--data", directory.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void noOptionTakesAPassword() {
        List<String> found = new ArrayList<>();
        CommandLine all = new CommandLineProgram(Terminal.ofProcess()).commandLine();
        all.getSubcommands().remove("bench");
        visit(all, found);

        assertThat(found).containsOnly("--password-stdin");
    }

    private static void visit(CommandLine command, List<String> found) {
        if (command.getCommandName().equals("bench")) {
            return; // the load generator logs in to somebody else's server
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.longestName().contains("pass")
                    || option.arity().max() > 0 && option.longestName().contains("secret")) {
                found.add(option.longestName());
            }
        }
        command.getSubcommands().values().forEach(each -> visit(each, found));
    }

    @Test
    void theHelpOfEachCommandHasTheExitCodes() {
        for (String command : List.of("run", "init", "check", "selftest", "status", "reload", "stop", "version")) {
            Outcome outcome = Commands.run(command, "--help");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("Exit codes:", "3   there is no server to ask");
        }
    }

    @ParameterizedTest
    @CsvSource({"status", "reload", "stop"})
    void withoutAServerTheExitCodeIsThree(String command) {
        Outcome outcome =
                Commands.run(command, "--data", directory.resolve("none").toString());

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void aCommandThatNeedsAnInstallationSaysHowToGetOne() {
        Outcome outcome =
                Commands.run("user", "list", "--data", directory.resolve("none").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("regent run", "regent init");
    }

    @Test
    void aConfigurationFileThatIsNotThereIsNamed() {
        Outcome outcome =
                Commands.run("check", "--config", directory.resolve("no.conf").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("there is no configuration file").contains("no.conf");
    }

    @Test
    void withoutAnyCommandTheUsageIsShown() {
        Outcome outcome = Commands.run();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: regent", "selftest");
    }

    @Test
    void resettingARealInstallationIsRefused() {
        Path config = directory.resolve("regent.conf");
        Commands.runWith(
                "secret word\n",
                "init",
                "--domain",
                "example.org",
                "--admin",
                "alice",
                "--password-stdin",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString());

        Outcome outcome = Commands.run("run", "--reset", "--config", config.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("nothing was deleted");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Commands.run("version").out()).matches("regent \\d+\\.\\d+.*\\n");
    }
}
