package im.regent.dist.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regent privilege}. */
@Command(
        name = "privilege",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The privileged entities (XEP-0356): who may do what, and why. Of a running server this is what is in force;"
                    + " without one, what the configuration says."
        },
        mixinStandardHelpOptions = true)
final class PrivilegeCommands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    static CommandLine all(Terminal terminal) {
        return new CommandLine(new PrivilegeCommands())
                .addSubcommand(new PrivilegeListCommand(terminal))
                .addSubcommand(new PrivilegeShowCommand(terminal))
                .addSubcommand(new PrivilegeExplainCommand(terminal))
                .addSubcommand(new PrivilegeLogCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, explain or log");
    }
}
