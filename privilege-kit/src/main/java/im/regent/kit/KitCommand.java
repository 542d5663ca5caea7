package im.regent.kit;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of the kit.
 *
 * <p>Exit codes: 0 no check failed; 1 the checks could not be made; 2 wrong usage; 4 some check failed.
 */
@Command(
        name = "privilege-kit",
        description = "Finds out how a server treats privileged entities (XEP-0356) and delegation (XEP-0355).",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, PageCommand.class})
public final class KitCommand {
    /** Could not be made. */
    static final int FAILED = 1;

    /** Some check failed. */
    static final int FAULTY = 4;

    /** Made by picocli. */
    public KitCommand() {}

    /** The commands, for tests too. */
    public static CommandLine commandLine() {
        return new CommandLine(new KitCommand());
    }

    /** Runs the kit. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
