package im.regent.dist.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Runs commands in this process and keeps what they print. */
public final class Commands {
    /** What a command did. */
    public record Outcome(int exitCode, String out, String err) {}

    private Commands() {}

    /** With standard input. */
    public static Outcome runWith(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        int exitCode = new CommandLineProgram(terminal).run(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** Without. */
    public static Outcome run(String... arguments) {
        return runWith("", arguments);
    }
}
