package im.regent.dist.cli;

import im.regent.dist.server.UserAccess;
import im.regent.dist.server.Users;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code regent user moved}. */
@Command(
        name = "moved",
        description = {
            "Records that the owner of an account has another address now. Whoever writes to the old one is told the new",
            "one, and nothing is kept for the old one any more; its owner can still log in. Without options: tells what is",
            "recorded."
        },
        mixinStandardHelpOptions = true)
final class UserMovedCommand implements Runnable {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(paramLabel = "JID", description = "The address of the account.")
    private String name = "";

    @Option(names = "--to", paramLabel = "URI", description = "The new address, as xmpp:alice@example.net.")
    private @Nullable String to;

    @Option(names = "--for-now", description = "With --to: the owner will be back (\"redirect\" rather than \"gone\").")
    private boolean isForNow;

    @Option(names = "--clear", description = "The owner is here.")
    private boolean isCleared;

    UserMovedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (isCleared && to != null || isForNow && to == null) {
            throw new UsageFailure("say either \"--to xmpp:alice@example.net\", with or without --for-now, or --clear");
        }
        try (UserAccess access = UserAccess.open(options.installation())) {
            Users users = access.users();
            if (to != null) {
                terminal.say("recorded where " + users.move(name, to, isForNow) + " has moved");
            } else if (isCleared) {
                terminal.say(users.stay(name) + " has not moved");
            } else {
                terminal.say(recorded(users));
            }
        }
    }

    private String recorded(Users users) {
        return users.show(name).stream()
                .filter(line -> line.get(0).equals("moved"))
                .map(line -> "moved " + line.get(1))
                .findFirst()
                .orElse("has not moved");
    }
}
