package im.regent.bench;

import im.regent.bench.measure.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where figures go. */
final class OutputOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to FILE, as JSON.")
    private @Nullable Path json;

    void write(Report report, PrintWriter out) throws IOException {
        out.print(report.text());
        out.flush();
        if (json != null) {
            Files.writeString(json, report.json());
        }
    }
}
