package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user tokens}. */
@Command(
        name = "tokens",
        description =
                "Lists the clients of an account that can log in with a token, without the password: the id of each, when it was"
                        + " there last, until when its token is good, and what it calls itself.",
        mixinStandardHelpOptions = true)
final class UserTokensCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserTokensCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            List<List<String>> clients = access.users().tokens(name);
            clients.forEach(client -> terminal.say(String.join("  ", client)));
            if (clients.isEmpty()) {
                terminal.say("no client has a token");
            }
        }
    }
}
