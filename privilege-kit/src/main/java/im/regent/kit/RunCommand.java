package im.regent.kit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.regent.kit.check.Group;
import im.regent.kit.check.Result;
import im.regent.kit.check.Run;
import im.regent.kit.check.Scene;
import im.regent.kit.finding.Finding;
import im.regent.kit.finding.Outcome;
import im.regent.kit.report.Report;
import im.regent.kit.report.TextTable;
import im.regent.kit.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code privilege-kit run}. */
@Command(
        name = "run",
        description = "Puts all checks to one server that is configured for them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Which server, and who the kit is there: see kit.conf.")
    private @Nullable Path configuration;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the results to FILE, as JSON.")
    private @Nullable Path json;

    @Option(names = "--slow", description = "Also makes the checks that take minutes.")
    private boolean isPatient;

    @Option(names = "--only", paramLabel = "WORD", description = "Only the groups whose names contain this.")
    private String only = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Scene scene = scene();
            List<Group> groups = Suite.groups().stream()
                    .filter(group -> group.name().contains(only))
                    .toList();
            TextTable table = new TextTable(spec.commandLine().getOut());
            List<Result> results = new Run(scene, isPatient).of(groups, table::add);
            table.finish(results);
            if (json != null) {
                new Report(scene.server(), LocalDate.now(Clock.systemUTC()), results).write(json);
            }
            boolean isFine = results.stream()
                    .noneMatch(each -> each.outcome() == Outcome.FAIL || each.outcome() == Outcome.ERROR);
            return isFine ? 0 : KitCommand.FAULTY;
        } catch (Finding | IOException e) {
            spec.commandLine().getErr().println("privilege-kit: " + e.getMessage());
            return KitCommand.FAILED;
        }
    }

    private Scene scene() throws IOException {
        try {
            Config given = ConfigFactory.parseString(Files.readString(Path.of(String.valueOf(configuration))));
            return Scene.read(given.withFallback(ConfigFactory.parseResources(RunCommand.class, "defaults.conf"))
                    .resolve());
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), configuration + ": " + e.getMessage(), e);
        }
    }
}
