package im.regent.dist.cli;

import im.regent.dist.io.Failure;
import im.regent.dist.server.PrivilegeAccess;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent privilege explain}. */
@Command(
        name = "explain",
        description = {
            "Tells whether an entity may do something, and which rule allows or denies it, without doing it.",
            "ACT is one of: roster get USER, roster set USER, message USER (or the host), iq get NAMESPACE USER,"
                    + " iq set NAMESPACE USER, push USER, presence USER, contacts USER (the presence of their contacts)."
        },
        mixinStandardHelpOptions = true)
final class PrivilegeExplainCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(index = "0", paramLabel = "ENTITY", description = "The address of the entity.")
    private String entity = "";

    @Parameters(index = "1..*", paramLabel = "ACT", description = "What it would do, and for whom.")
    private List<String> act = new ArrayList<>();

    PrivilegeExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try {
            List<String> ruling = PrivilegeAccess.open(options.installation()).explain(entity, act);
            terminal.say(ruling.get(0) + ": " + ruling.get(1));
            terminal.say("rule: " + ruling.get(2) + " (" + ruling.get(3) + ")");
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }
}
