package im.regent.kit.report;

import im.regent.kit.check.Result;
import im.regent.kit.finding.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Writes results for a person, each as soon as it is there. */
public final class TextTable {
    private final PrintWriter out;
    private String group = "";

    /** Writes to this. */
    public TextTable(PrintWriter out) {
        this.out = out;
    }

    /** One line for the result, one more if there is something to say. */
    public void add(Result result) {
        if (!result.group().equals(group)) {
            group = result.group();
            out.printf("%n%s%n", group);
        }
        String rules = String.join(" ", result.rules());
        out.printf(Locale.ROOT, "  %-5s %-10s %s%n", result.outcome().word(), rules, result.title());
        if (!result.detail().isEmpty() && result.outcome() != Outcome.NOT_APPLICABLE) {
            out.printf("        %s%n", result.detail());
        }
        out.flush();
    }

    /** The last line. */
    public void finish(List<Result> results) {
        out.printf("%n%s%n", summary(results));
        out.flush();
    }

    /** How many of each. */
    public static String summary(List<Result> results) {
        return count(results, Outcome.PASS) + " passed, " + count(results, Outcome.FAIL) + " failed, "
                + count(results, Outcome.NOT_APPLICABLE) + " not applicable, " + count(results, Outcome.ERROR)
                + " could not be made";
    }

    private static long count(List<Result> results, Outcome outcome) {
        return results.stream().filter(each -> each.outcome() == outcome).count();
    }
}
