package im.regent.dist.cli;

import im.regent.dist.io.Failure;
import im.regent.dist.server.PrivilegeAccess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code regent privilege show}. */
@Command(
        name = "show",
        description = "Tells all that an entity may do, on each host, with the file and line that say so.",
        mixinStandardHelpOptions = true)
final class PrivilegeShowCommand implements Runnable {
    private static final List<String> HEAD = List.of("HOST", "KEY", "VALUE", "WRITTEN");

    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "ENTITY", description = "The address of the entity.")
    private String entity = "";

    PrivilegeShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try {
            Columns.of(HEAD, PrivilegeAccess.open(options.installation()).show(entity))
                    .forEach(terminal::say);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }
}
