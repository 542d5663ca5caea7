package im.regent.dist.cli;

import im.regent.dist.io.Failure;
import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code regent user passwd}. */
@Command(name = "passwd", description = "Changes the password of an account.", mixinStandardHelpOptions = true)
final class UserPasswdCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    @Option(names = "--password-stdin", description = "The password is the next line of standard input.")
    private boolean passwordOnStandardInput;

    UserPasswdCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            if (!access.users().exists(name)) {
                throw new Failure("there is no account " + name + ": see \"regent user list\"");
            }
            terminal.say("changed the password of "
                    + access.users().changePassword(name, terminal.password(passwordOnStandardInput, name)));
        }
    }
}
