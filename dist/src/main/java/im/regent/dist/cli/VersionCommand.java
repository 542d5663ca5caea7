package im.regent.dist.cli;

import im.regent.core.server.ServerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code regent version}. */
@Command(name = "version", description = "Tells the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
    private final Terminal terminal;

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {line()};
        }
    }

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static String line() {
        return "regent " + ServerVersion.read() + " (Java " + Runtime.version() + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch") + ")";
    }

    @Override
    public void run() {
        terminal.say(line());
    }
}
