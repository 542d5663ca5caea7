package im.regent.dist.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regent user}. */
@Command(
        name = "user",
        synopsisSubcommandLabel = "COMMAND",
        description = "The accounts. Works while the server runs, and when it is stopped.",
        mixinStandardHelpOptions = true)
final class UserCommands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    static CommandLine all(Terminal terminal) {
        return new CommandLine(new UserCommands())
                .addSubcommand(new UserAddCommand(terminal))
                .addSubcommand(new UserPasswdCommand(terminal))
                .addSubcommand(new UserDeleteCommand(terminal))
                .addSubcommand(new UserDisableCommand(terminal))
                .addSubcommand(new UserEnableCommand(terminal))
                .addSubcommand(new UserExpireCommand(terminal))
                .addSubcommand(new UserListCommand(terminal))
                .addSubcommand(new UserShowCommand(terminal))
                .addSubcommand(new UserMovedCommand(terminal))
                .addSubcommand(new UserTokensCommand(terminal))
                .addSubcommand(new UserRevokeCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: add, passwd, delete, disable, enable, expire, list, show, moved, tokens or revoke");
    }
}
