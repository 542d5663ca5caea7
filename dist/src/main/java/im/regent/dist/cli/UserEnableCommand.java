package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user enable}. */
@Command(name = "enable", description = "Lets a disabled account log in again.", mixinStandardHelpOptions = true)
final class UserEnableCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserEnableCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            terminal.say("enabled " + access.users().enable(name));
        }
    }
}
