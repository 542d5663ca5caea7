package im.regent.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands that measure an XMPP server: {@code chat}, {@code idle} and {@code privileged}. Mounted below {@code regent}, and runnable
 * by itself.
 *
 * <p>Exit codes: 0 measured, and nothing went wrong; 1 could not measure; 2 wrong usage; 4 measured, but messages were
 * lost, duplicated or out of order, or connections broke.
 */
@Command(
        name = "bench",
        description = "Measure an XMPP server.",
        mixinStandardHelpOptions = true,
        subcommands = {ChatCommand.class, IdleCommand.class, GatewayCommand.class})
public final class BenchCommand {
    /** Could not measure. */
    static final int FAILED = 1;

    /** Measured something that should not be. */
    static final int FAULTY = 4;

    /** Made by picocli. */
    public BenchCommand() {}

    /** A command line for this command alone. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand());
    }

    /** Runs {@code bench} without the rest of Regent. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
