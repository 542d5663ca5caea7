package im.regent.dist.cli;

import im.regent.core.config.Secret;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.server.UserAccess;
import im.regent.dist.server.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code regent user add}. */
@Command(name = "add", description = "Creates an account, or many of them.", mixinStandardHelpOptions = true)
final class UserAddCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    @Parameters(arity = "0..1", paramLabel = "JID", description = "Its address, as alice@example.org, or alice.")
    private @Nullable String name;

    @Option(names = "--password-stdin", description = "The password is the next line of standard input.")
    private boolean passwordOnStandardInput;

    @Option(
            names = "--bulk",
            paramLabel = "FILE",
            description = "Creates an account for each line \"JID PASSWORD\" of a file, or of standard input (-).")
    private @Nullable String bulk;

    UserAddCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if ((name == null) == (bulk == null)) {
            throw new UsageFailure("say who: \"regent user add alice@example.org\", or many with --bulk FILE");
        }
        if (name != null) {
            addOne(name);
            return Exit.OK.code();
        }
        return addMany(String.valueOf(bulk));
    }

    private void addOne(String who) {
        try (UserAccess access = UserAccess.open(options.installation())) {
            Users users = access.users();
            if (users.exists(who)) {
                throw new Failure("there is an account " + who + " already: \"regent user passwd " + who
                        + "\" changes its password");
            }
            Secret password = terminal.password(passwordOnStandardInput, who);
            terminal.say("added " + users.add(who, password));
        }
    }

    private int addMany(String file) {
        try (UserAccess access = UserAccess.open(options.installation());
                BufferedReader lines = file.equals("-") ? terminal.in() : Files.newBufferedReader(Path.of(file))) {
            BulkAdding adding = new BulkAdding(access.users());
            adding.addAll(lines);
            adding.failures().forEach(failure -> terminal.err().println("regent: " + failure));
            terminal.err().flush();
            terminal.say("added " + adding.added() + (adding.added() == 1 ? " account" : " accounts"));
            return (adding.failures().isEmpty() ? Exit.OK : Exit.FAILED).code();
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
