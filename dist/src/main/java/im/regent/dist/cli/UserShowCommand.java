package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent user show}. */
@Command(name = "show", description = "Tells what is known of an account.", mixinStandardHelpOptions = true)
final class UserShowCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    UserShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (UserAccess access = UserAccess.open(options.installation())) {
            for (List<String> line : access.users().show(name)) {
                terminal.say(String.format(Locale.ROOT, "%-9s %s", line.get(0), line.get(1)));
            }
        }
    }
}
