package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import im.regent.dist.server.Users;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user list}. */
@Command(
        name = "list",
        description = "Lists the accounts: address, role, number of sessions.",
        mixinStandardHelpOptions = true)
final class UserListCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(arity = "0..1", paramLabel = "HOST", description = "A virtual host; all unless given.")
    private String host = "";

    UserListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            for (Users.Row row : access.users().list(host)) {
                String sessions = row.sessions() == 1 ? "1 session" : row.sessions() + " sessions";
                terminal.say(row.address() + "  " + (row.isAdmin() ? "admin" : "user") + "  " + sessions);
            }
        }
    }
}
