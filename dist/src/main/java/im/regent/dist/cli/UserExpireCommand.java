package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user expire}. */
@Command(
        name = "expire",
        description = "Refuses logins with the present password of an account until \"regent user passwd\" changes it;"
                + " its sessions go on.",
        mixinStandardHelpOptions = true)
final class UserExpireCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserExpireCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            terminal.say("expired the password of " + access.users().expire(name));
        }
    }
}
