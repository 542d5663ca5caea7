package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user revoke}. */
@Command(
        name = "revoke",
        description =
                "Takes the tokens of one client of an account away, or of all: it has to log in with the password then."
                        + " Sessions go on.",
        mixinStandardHelpOptions = true)
final class UserRevokeCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(index = "0", paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CLIENT",
            description = "The client's id, as \"regent user tokens\" shows it; all clients if it is left out.")
    private String client = "";

    UserRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            String address = access.users().revoke(name, client);
            terminal.say(
                    "revoked the tokens of " + (client.isEmpty() ? "all clients" : "one client") + " of " + address);
        }
    }
}
