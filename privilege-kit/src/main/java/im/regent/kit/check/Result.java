package im.regent.kit.check;

import im.regent.kit.finding.Outcome;
import java.util.List;

/**
 * What became of one check.
 *
 * @param group the name of its group
 * @param detail what came instead, or why there was nothing to check; empty if it passed
 */
public record Result(String group, String title, List<String> rules, Outcome outcome, String detail) {
    public Result {
        rules = List.copyOf(rules);
    }
}
