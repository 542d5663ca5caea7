package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user delete}. */
@Command(
        name = "delete",
        description = "Deletes an account with everything that belongs to it; its sessions end.",
        mixinStandardHelpOptions = true)
final class UserDeleteCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserDeleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            terminal.say("deleted " + access.users().delete(name));
        }
    }
}
