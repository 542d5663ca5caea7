package im.regent.dist;

import im.regent.dist.cli.CommandLineProgram;
import im.regent.dist.cli.Terminal;

/** The program: what the launcher starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLineProgram(Terminal.ofProcess()).run(arguments));
    }
}
