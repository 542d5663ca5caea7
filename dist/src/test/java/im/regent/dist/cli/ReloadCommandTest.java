package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.dist.cli.Commands.Outcome;
import im.regent.dist.tls.CertificateMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code regent reload} and SIGHUP, with a server in a process of its own. */
@Timeout(180)
class ReloadCommandTest {
    private static final int SIGHUP = 1;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private String renew() {
        return new CertificateMaker(new SecureRandom(), InstantSource.system())
                .selfSigned(data().resolve("certs"), "localhost")
                .fingerprint();
    }

    private String status() {
        return Commands.run("status", "--json", "--data", data().toString()).out();
    }

    private Outcome reload() {
        return Commands.run("reload", "--data", data().toString());
    }

    /** A process that nohup(1) started, and all below it, cannot hear of this signal. */
    private void hangUp(ServerProcess server) throws IOException, InterruptedException {
        boolean isIgnored = Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
        if (isIgnored) {
            reload();
        } else {
            server.signal(SIGHUP);
        }
    }

    @Test
    void bothReadTheCertificatesAnew() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.run(directory, data())) {
            assertThat(reload().out()).isEqualTo("nothing has changed\n");

            String second = renew();
            Outcome reloaded = reload();
            assertThat(reloaded.exitCode()).as(reloaded.err()).isZero();
            assertThat(reloaded.out())
                    .startsWith("new certificate for localhost, until ")
                    .endsWith("reloaded\n");
            assertThat(status()).contains(second);

            String third = renew();
            hangUp(server);
            await().atMost(Duration.ofSeconds(30)).until(() -> status().contains(third));

            Files.writeString(data().resolve("certs/localhost/privkey.pem"), "nonsense");
            Outcome refused = reload();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("privkey.pem holds no private key", "nothing was changed");
            hangUp(server);
            assertThat(status()).contains(third);
        }
    }
}
