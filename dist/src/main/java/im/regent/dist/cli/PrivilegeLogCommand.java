package im.regent.dist.cli;

import im.regent.dist.io.Failure;
import im.regent.dist.server.PrivilegeAccess;
import im.regent.privilege.Privileges;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code regent privilege log}. */
@Command(
        name = "log",
        description = {
            "Tells what entities did last: when, who, whether it was allowed, what, for whom, and why it was refused."
                    + " Never any content. The server keeps the last 1000 acts in memory; the key audit of an entity says"
                    + " which."
        },
        mixinStandardHelpOptions = true)
final class PrivilegeLogCommand implements Runnable {
    private static final long PAUSE_MILLIS = 500;

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what happens from now on, until Ctrl-C or the end of the server.")
    private boolean isFollowing;

    PrivilegeLogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Privileges privileges = PrivilegeAccess.ofRunningServer(options.installation());
        long last = say(privileges, 0);
        while (isFollowing) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("interrupted", e);
            }
            last = say(privileges, last);
        }
    }

    private long say(Privileges privileges, long after) {
        long last = after;
        for (List<String> entry : privileges.log(after)) {
            terminal.say(String.join(" ", entry.subList(1, entry.size())).stripTrailing());
            last = Long.parseLong(entry.get(0));
        }
        return last;
    }
}
