package im.regent.dist.cli;

import im.regent.core.config.Secret;
import im.regent.dist.io.Failure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Where a command writes and reads: the person's terminal, or what stands in for it. */
public final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final BufferedReader in;
    private final Optional<Console> console;

    /** With streams of one's own, and nobody to ask. */
    public Terminal(PrintWriter out, PrintWriter err, InputStream in) {
        this(out, err, in, Optional.empty());
    }

    private Terminal(PrintWriter out, PrintWriter err, InputStream in, Optional<Console> console) {
        this.out = out;
        this.err = err;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.console = console;
    }

    /** That of the process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.in,
                Optional.ofNullable(System.console()));
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    BufferedReader in() {
        return in;
    }

    /** Prints a line. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A password: the next line of standard input, or what the person types twice without seeing it. */
    Secret password(boolean isOnStandardInput, String whose) {
        if (isOnStandardInput) {
            return new Secret(line());
        }
        Console person = console.orElseThrow(() ->
                new Failure("there is no terminal to ask for the password on: give it as a line on standard input, with"
                        + " --password-stdin"));
        char[] first = typed(person, "password for " + whose + ": ");
        char[] second = typed(person, "again: ");
        if (!Arrays.equals(first, second)) {
            throw new Failure("the two passwords are not the same: nothing was changed");
        }
        return new Secret(new String(first));
    }

    private static char[] typed(Console person, String prompt) {
        char[] typed = person.readPassword("%s", prompt);
        if (typed == null) {
            throw new Failure("no password was given: nothing was changed");
        }
        return typed;
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new Failure("no password on standard input: nothing was changed");
            }
            return line;
        } catch (IOException e) {
            throw new Failure("standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
