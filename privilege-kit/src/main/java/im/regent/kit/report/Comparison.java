package im.regent.kit.report;

import im.regent.kit.check.Result;
import im.regent.kit.finding.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A page in Markdown that puts servers side by side. */
public final class Comparison {
    private static final int LONGEST = 240;
    private static final String INTRODUCTION = """
            # Privileged entities on several servers

            What servers do with privileged entities (XEP-0356) and namespace delegation (XEP-0355), as the conformance kit
            `privilege-kit` finds it out from outside: as clients and components that any server has. `interop/run --server kit
            --write` makes this page; [privilege-kit/README.md](../privilege-kit/README.md) tells how to put the same questions to
            another server. The rules are those of [rules/privilege.tsv](rules/privilege.tsv); rules with a T are answers
            of this project to questions that the texts leave open, so that another answer need not be wrong.

            Prosody, with the modules `mod_privilege` and `mod_delegation` of `prosody-modules`, and ejabberd are the packages of
            Debian 12; newer versions may do better.

            **pass**: as the rule says; **fail**: something else came; **n/a**: the server does not offer what the rule is
            about, or the check takes minutes and was left out; **error**: the check could not be made.
            """;

    private final List<Report> reports;

    /** Of these servers, in this order; the first one says which checks there are. */
    public Comparison(List<Report> reports) {
        this.reports = List.copyOf(reports);
    }

    /** The page. */
    public String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        summary(page);
        Map<String, List<Result>> groups = reports.get(0).results().stream()
                .collect(Collectors.groupingBy(Result::group, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((name, results) -> group(page, name, results));
        reports.forEach(report -> details(page, report));
        return page.toString();
    }

    private void summary(StringBuilder page) {
        page.append("\n| server | date | pass | fail | n/a | error |\n|---|---|---|---|---|---|\n");
        for (Report report : reports) {
            page.append("| ").append(report.server()).append(" | ").append(report.date());
            for (Outcome outcome : Outcome.values()) {
                page.append(" | ")
                        .append(report.results().stream()
                                .filter(each -> each.outcome() == outcome)
                                .count());
            }
            page.append(" |\n");
        }
    }

    private void group(StringBuilder page, String name, List<Result> results) {
        page.append("\n## ").append(name).append("\n\n| check | rules |");
        reports.forEach(report -> page.append(' ').append(report.server()).append(" |"));
        page.append("\n|---|---|").append("---|".repeat(reports.size())).append('\n');
        for (Result result : results) {
            page.append("| ").append(escaped(result.title())).append(" | ");
            page.append(String.join(", ", result.rules())).append(" |");
            for (Report report : reports) {
                page.append(' ').append(cell(report, result)).append(" |");
            }
            page.append('\n');
        }
    }

    private static String cell(Report report, Result wanted) {
        Optional<Outcome> outcome = report.results().stream()
                .filter(each ->
                        each.group().equals(wanted.group()) && each.title().equals(wanted.title()))
                .map(Result::outcome)
                .findFirst();
        return outcome.map(each -> each == Outcome.FAIL ? "**fail**" : each.word())
                .orElse("");
    }

    private static void details(StringBuilder page, Report report) {
        List<Result> told = report.results().stream()
                .filter(each -> each.outcome() == Outcome.FAIL || each.outcome() == Outcome.ERROR)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        page.append("\n## What came instead: ").append(report.server()).append("\n\n");
        for (Result result : told) {
            String detail = result.detail();
            String shown = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST) + "…";
            page.append("- ").append(result.group()).append(", ").append(escaped(result.title()));
            page.append(": ``").append(shown.replace('`', '\'')).append("``\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("<", "\\<").replace("|", "\\|");
    }
}
