package im.regent.dist.cli;

import im.regent.dist.server.PrivilegeAccess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code regent privilege list}. */
@Command(
        name = "list",
        description = {
            "Lists the privileged entities: on which host, what is granted, whether it is connected, how many acts were"
                    + " allowed and how many refused since the start, and when the last one was."
        },
        mixinStandardHelpOptions = true)
final class PrivilegeListCommand implements Runnable {
    private static final List<String> HEAD =
            List.of("ENTITY", "HOST", "GRANTED", "STREAM", "ALLOWED", "REFUSED", "LAST ACT");

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    PrivilegeListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<List<String>> rows = PrivilegeAccess.open(options.installation()).list();
        if (rows.isEmpty()) {
            terminal.say("there are no privileged entities");
        } else {
            Columns.of(HEAD, rows).forEach(terminal::say);
        }
    }
}
