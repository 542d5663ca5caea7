package im.regent.kit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.kit.check.Result;
import im.regent.kit.finding.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final Result GOOD = new Result("Rosters", "one <item/>", List.of("P4"), Outcome.PASS, "");
    private static final Result BAD =
            new Result("Rosters", "a|b", List.of("P5", "T8"), Outcome.FAIL, "came <iq x=\"1\" y='`'>\u00e9\\</iq>");

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Report report = new Report("Server \"1\"", DAY, List.of(GOOD, BAD));

        report.write(directory.resolve("report.json"));

        assertThat(Report.read(directory.resolve("report.json"))).isEqualTo(report);
    }

    @Test
    void whatIsNoReportIsSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("x.json"), "{\"server\": \"x\", \"date\": \"today\"}");

        assertThatThrownBy(() -> Report.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x.json");
    }

    @Test
    void serversStandSideBySide() {
        Result other = new Result("Rosters", "one <item/>", List.of("P4"), Outcome.NOT_APPLICABLE, "no rosters");

        String page = new Comparison(
                        List.of(new Report("A", DAY, List.of(GOOD, BAD)), new Report("B", DAY, List.of(other))))
                .page();

        assertThat(page)
                .contains("| A | 2026-11-26 | 1 | 1 | 0 | 0 |")
                .contains("| B | 2026-11-26 | 0 | 0 | 1 | 0 |")
                .contains("| one \\<item/> | P4 | pass | n/a |")
                .contains("| a\\|b | P5, T8 | **fail** |  |")
                .contains("- Rosters, a\\|b: ``came <iq x=\"1\" y='''>\u00e9\\</iq>``");
    }

    @Test
    void theTableTellsWhatCameInstead() {
        StringWriter text = new StringWriter();
        TextTable table = new TextTable(new PrintWriter(text));

        table.add(GOOD);
        table.add(BAD);
        table.finish(List.of(GOOD, BAD));

        assertThat(text.toString())
                .containsOnlyOnce("Rosters")
                .contains("pass  P4")
                .contains("fail  P5 T8")
                .contains(BAD.detail())
                .contains("1 passed, 1 failed, 0 not applicable, 0 could not be made");
    }
}
