package im.regent.kit;

import im.regent.kit.report.Comparison;
import im.regent.kit.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code privilege-kit page}. */
@Command(
        name = "page",
        description = "Writes a page in Markdown that compares servers, from the JSON of their runs.",
        mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What \"run --json\" has written, a server each.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            List<Report> reports = new ArrayList<>();
            for (Path file : files) {
                reports.add(Report.read(file));
            }
            spec.commandLine().getOut().print(new Comparison(reports).page());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("privilege-kit: " + e.getMessage());
            return KitCommand.FAILED;
        }
    }
}
