package im.regent.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a catalogue in {@code docs/rules}.
 *
 * @param level MUST, SHOULD or MAY, or several, or nothing
 * @param reach {@code here}, or why the rule is not met today
 * @param text what a server does
 */
record Rule(String id, String specification, String section, String level, String reach, String text) {
    private static final int COLUMNS = 6;

    /** The rules of a catalogue, in its order. */
    static List<Rule> read(Path catalogue) throws IOException {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = Files.readAllLines(catalogue);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw new IOException(catalogue + ": not " + COLUMNS + " columns: " + line);
            }
            rules.add(new Rule(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
        }
        return rules;
    }

    /** Whether this server has to meet it today. */
    boolean isHere() {
        return reach.equals("here");
    }
}
