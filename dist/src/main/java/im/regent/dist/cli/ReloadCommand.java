package im.regent.dist.cli;

import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.Exit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code regent reload}. */
@Command(
        name = "reload",
        description = {
            "Has the running server read its configuration and its certificates anew, without a restart. SIGHUP does the"
                    + " same.",
            "Takes effect at once: the privileges of entities, and who is an administrator. Of all other keys that were"
                    + " changed it says that they are kept until the next start.",
            "All or nothing: if anything is wrong, it is told, and what the server had stays in force (exit"
                    + " code 1)."
        },
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    ReloadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AdminClient server = new AdminClient(options.installation().data(), PATIENCE);
        List<List<String>> lines = server.ask("reload");
        lines.forEach(line -> terminal.say(String.join(" ", line)));
        terminal.say(lines.isEmpty() ? "nothing has changed" : "reloaded");
        return Exit.OK.code();
    }
}
