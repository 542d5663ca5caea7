package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user disable}. */
@Command(
        name = "disable",
        description = "Refuses logins to an account and ends its sessions; keeps everything that belongs to it.",
        mixinStandardHelpOptions = true)
final class UserDisableCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserDisableCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            terminal.say("disabled " + access.users().disable(name));
        }
    }
}
