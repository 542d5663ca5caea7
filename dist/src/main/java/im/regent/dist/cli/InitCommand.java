package im.regent.dist.cli;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.Loaded;
import im.regent.dist.server.Setup;
import im.regent.dist.server.UserAccess;
import im.regent.dist.server.Users;
import im.regent.dist.server.Wishes;
import im.regent.dist.tls.CertificateMaker;
import im.regent.dist.tls.KeyAndChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regent init}. */
@Command(
        name = "init",
        description = {
            "Makes what a real server needs: a configuration, a certificate to begin with, and the administrator's account.",
            "Then edit the configuration, and \"regent check\" until all is well."
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--domain", required = true, paramLabel = "DOMAIN", description = "The domain of the addresses.")
    private String domain = "";

    @Option(names = "--admin", required = true, paramLabel = "NAME", description = "The administrator's name.")
    private String admin = "";

    @Option(names = "--password-stdin", description = "The password is the next line of standard input.")
    private boolean passwordOnStandardInput;

    @Option(names = "--force", description = "Replace a configuration that is there; a copy is kept as .old.")
    private boolean force;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The file to write; conf/regent.conf unless given.")
    private @Nullable Path config;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DIR",
            description = "The data directory; data unless given.")
    private @Nullable Path data;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Home home = Home.ofProcess();
        Jid account = account();
        Path file = (config == null ? home.configuration() : config)
                .toAbsolutePath()
                .normalize();
        if (Files.exists(file) && !force) {
            throw new Failure(Home.shown(file) + " is there already: edit it, or replace it with --force");
        }
        Secret password = terminal.password(passwordOnStandardInput, account.toString());
        Path directory =
                (data == null ? home.resolve("data") : data).toAbsolutePath().normalize();
        Setup setup = new Setup(home, file, directory);
        setup.write(account.domain(), account);
        KeyAndChain certificate = certificate(setup, account.domain());
        createAccount(
                new Installation(home, file, directory, false, new Wishes(file, null, 0, java.util.List.of())),
                account,
                password);
        terminal.say(InitText.of(setup, account, certificate));
        return Exit.OK.code();
    }

    private Jid account() {
        try {
            Jid host = Jid.parse(domain);
            if (host.hasLocal() || !host.isBare()) {
                throw new UsageFailure("--domain " + domain + " is not a domain: write it as example.org");
            }
            Jid account = admin.indexOf('@') < 0 ? Jid.of(admin, host.domain(), "") : Jid.parse(admin);
            if (!account.hasLocal() || !account.isBare() || !account.domain().equals(host.domain())) {
                throw new UsageFailure("--admin " + admin + " is not a name on " + host + ": write it as alice");
            }
            return account;
        } catch (MalformedJidException e) {
            throw new UsageFailure("this cannot be an address: " + e.getMessage());
        }
    }

    /** A certificate that covers the host already stays. */
    private static KeyAndChain certificate(Setup setup, String host) {
        InstantSource clock = InstantSource.system();
        var known = setup.certificates().read(java.util.List.of(host), clock.instant());
        KeyAndChain found = known.byHost().get(host);
        if (found != null && !known.hasErrors()) {
            return found;
        }
        PrivateFiles.makeDirectory(setup.certificateFolder());
        return new CertificateMaker(new SecureRandom(), clock).selfSigned(setup.certificateFolder(), host);
    }

    private static void createAccount(Installation installation, Jid account, Secret password) {
        Loaded loaded = installation.loadGood();
        try (UserAccess access = UserAccess.openStorage(installation, loaded)) {
            Users users = access.users();
            if (users.exists(account.toString())) {
                users.changePassword(account.toString(), password);
            } else {
                users.add(account.toString(), password);
            }
        }
    }
}
