package im.regent.kit.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import im.regent.kit.check.Result;
import im.regent.kit.finding.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * What one server did, as it is kept in a JSON file.
 *
 * @param server its name and version
 */
public record Report(String server, LocalDate date, List<Result> results) {
    public Report {
        results = List.copyOf(results);
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        List<Map<String, Object>> rows = results.stream()
                .map(result -> Map.<String, Object>of(
                        "group", result.group(),
                        "check", result.title(),
                        "rules", result.rules(),
                        "outcome", result.outcome().word(),
                        "detail", result.detail()))
                .toList();
        Map<String, Object> report = Map.of("server", server, "date", date.toString(), "results", rows);
        ConfigRenderOptions json = ConfigRenderOptions.defaults()
                .setComments(false)
                .setOriginComments(false)
                .setJson(true)
                .setFormatted(true);
        Files.writeString(file, ConfigValueFactory.fromMap(report).render(json));
    }

    /**
     * Reads such a file.
     *
     * @throws IOException when it is not one
     */
    public static Report read(Path file) throws IOException {
        try {
            Config config = ConfigFactory.parseString(
                    Files.readString(file), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
            return new Report(
                    config.getString("server"),
                    LocalDate.parse(config.getString("date")),
                    config.getConfigList("results").stream().map(Report::result).toList());
        } catch (ConfigException | DateTimeParseException e) {
            throw new IOException(file + " is not a report: " + e.getMessage(), e);
        }
    }

    private static Result result(Config row) {
        return new Result(
                row.getString("group"),
                row.getString("check"),
                row.getStringList("rules"),
                outcome(row.getString("outcome")),
                row.getString("detail"));
    }

    private static Outcome outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new ConfigException.Generic("no outcome: " + word);
    }
}
