package im.regent.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a page about the rules of a catalogue: each with the tests that prove it and their result. */
final class RulePage {
    private final String introduction;
    private final List<Rule> rules;
    private final Map<String, List<TestResult>> results;

    /** @param results by rule */
    RulePage(String introduction, List<Rule> rules, Map<String, List<TestResult>> results) {
        this.introduction = introduction;
        this.rules = rules;
        this.results = results;
    }

    String render() {
        StringBuilder page = new StringBuilder(introduction)
                .append("\n| | rules |\n|---|---|\n")
                .append(counted(
                        "met, and shown by tests that pass",
                        rules.stream().filter(Rule::isHere).count()));
        rules.stream()
                .filter(rule -> !rule.isHere())
                .collect(Collectors.groupingBy(Rule::reach, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> page.append(counted("not yet: " + entry.getKey(), entry.getValue())));
        page.append(
                "\n| rule | section | level | what the server does | tests | result |\n|---|---|---|---|---|---|\n");
        rules.forEach(rule -> page.append(row(rule)));
        return page.toString();
    }

    private static String counted(String what, long count) {
        return "| " + what + " | " + count + " |\n";
    }

    private String row(Rule rule) {
        List<TestResult> proofs = results.getOrDefault(rule.id(), List.of());
        String tests = proofs.stream()
                .map(result -> '`' + result.name() + '`')
                .distinct()
                .sorted()
                .collect(Collectors.joining("<br>"));
        String result = rule.isHere() ? "passed" : proofs.isEmpty() ? rule.reach() : rule.reach() + "; in part";
        String section = rule.section().isEmpty() ? "" : " §" + rule.section();
        return "| "
                + String.join(
                        " | ",
                        rule.id(),
                        rule.specification() + section,
                        rule.level(),
                        rule.text().replace("|", "\\|").replace("<", "&lt;"),
                        tests,
                        result)
                + " |\n";
    }
}
