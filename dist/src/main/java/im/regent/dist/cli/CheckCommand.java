package im.regent.dist.cli;

import im.regent.core.config.Problem;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.Loaded;
import im.regent.dist.tls.CertificateProblem;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code regent check}. */
@Command(
        name = "check",
        description = {
            "Says what is wrong with the configuration and the certificates, with file, line and what to write instead.",
            "Exit code 1 if the server would not start; warnings alone are no error."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final InstallationOptions options = new InstallationOptions();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Installation installation = options.installation();
        if (!Files.exists(installation.configuration())) {
            throw new Failure("there is no configuration to check: " + Home.shown(installation.configuration())
                    + "; \"regent init\" makes one");
        }
        Loaded loaded = installation.load(System.getenv());
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Problem problem : loaded.problems()) {
            (problem.isError() ? errors : warnings).add(problem.toString());
        }
        if (!loaded.hasErrors()) { // which hosts and which directory is not certain before
            checkCertificates(loaded, errors, warnings);
        }
        warnings.forEach(terminal::say);
        errors.forEach(terminal::say);
        terminal.say(Home.shown(installation.configuration()) + ": " + verdict(errors.size(), warnings.size()));
        return (errors.isEmpty() ? Exit.OK : Exit.FAILED).code();
    }

    private static void checkCertificates(Loaded loaded, List<String> errors, List<String> warnings) {
        for (CertificateProblem problem : loaded.tlsFiles().read(Instant.now()).problems()) {
            (problem.isError() ? errors : warnings).add(problem.toString());
        }
    }

    private static String verdict(int errors, int warnings) {
        if (errors == 0 && warnings == 0) {
            return "all is well";
        }
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }
}
