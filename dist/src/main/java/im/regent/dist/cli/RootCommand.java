package im.regent.dist.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code regent} without a command. */
@Command(
        name = "regent",
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "An XMPP server with privileged entities built in. Start with: regent run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        scope = ScopeType.LOCAL)
final class RootCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log more, and show where an error comes from.")
    private boolean verbose;

    RootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static boolean isVerbose(CommandLine command) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getCommand() instanceof RootCommand root && root.verbose;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.err());
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
