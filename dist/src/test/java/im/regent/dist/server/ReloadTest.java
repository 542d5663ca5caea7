package im.regent.dist.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.net.HostCertificate;
import im.regent.core.net.TlsEngine;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.dist.tls.CertificateMaker;
import im.regent.dist.tls.LiveTls;
import im.regent.dist.tls.TlsFiles;
import im.regent.dist.tls.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rounds in which the server looks at its certificates. */
class ReloadTest {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final Queue<Runnable> due = new ArrayDeque<>();
    private final Scheduler scheduler = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Executor on, Runnable task) {
            assertThat(delay).isEqualTo(PERIOD);
            due.add(task);
            return () -> due.remove(task);
        }
    };

    @TempDir
    Path directory;

    private LiveTls tls() {
        TlsSettings settings = new TlsSettings(directory, PERIOD, TlsEngine.AUTO, List.of(), List.of());
        TlsFiles files = new TlsFiles(settings, List.of("example.org", "bücher.example"));
        return new LiveTls(files, files.read(now), clock);
    }

    /** With a configuration that stays as it is. */
    private Reload reload(LiveTls tls) {
        Path file = directory.resolve("regent.conf");
        Supplier<Loaded> reader = () -> new Loading(new Home(directory), Map.of()).load(file, Wishes.none());
        return new Reload(new LiveConfiguration(reader.get(), reader, settings -> Stages.done()), tls);
    }

    private void renew(String host) {
        new CertificateMaker(new SecureRandom(), clock).selfSigned(directory, host);
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("regent.conf"), "virtual-hosts { \"example.org\" {} }");
        renew("example.org");
        renew("bücher.example");
    }

    private void round() {
        due.remove().run();
    }

    private static HostCertificate of(LiveTls tls, String host) {
        return tls.forHost(host).orElseThrow();
    }

    @Test
    void aHostIsFoundByBothFormsOfItsName() {
        LiveTls tls = tls();
        assertThat(of(tls, "bücher.example")).isSameAs(of(tls, "xn--bcher-kva.example"));
        assertThat(tls.fallback()).contains(of(tls, "example.org"));
        assertThat(tls.forHost("example.com")).isEmpty();
    }

    @Test
    void newFilesAreFoundInTheNextRoundAndOthersStayTheSameObject() {
        LiveTls tls = tls();
        reload(tls).every(PERIOD, scheduler, Runnable::run);
        HostCertificate before = of(tls, "example.org");
        HostCertificate other = of(tls, "bücher.example");
        round();
        assertThat(of(tls, "example.org")).isSameAs(before);

        renew("example.org");
        round();

        assertThat(of(tls, "example.org").chain()).isNotEqualTo(before.chain());
        assertThat(of(tls, "bücher.example")).isSameAs(other);
        assertThat(due).hasSize(1);
    }

    @Test
    void wrongFilesKeepTheOldUntilTheyAreMended() throws IOException {
        LiveTls tls = tls();
        reload(tls).every(PERIOD, scheduler, Runnable::run);
        HostCertificate before = of(tls, "example.org");
        Path chain = directory.resolve("example.org/fullchain.pem");
        Files.writeString(chain, "half a cert");
        round();
        round();
        assertThat(of(tls, "example.org")).isSameAs(before);

        renew("example.org");
        round();
        assertThat(of(tls, "example.org")).isNotSameAs(before);
    }

    @Test
    void aCertificateThatHasExpiredInForceDoesNotKeepANewOneOut() {
        LiveTls tls = tls();
        HostCertificate other = of(tls, "bücher.example");
        now = now.plus(Duration.ofDays(400));
        renew("example.org");

        assertThat(reload(tls).now())
                .anyMatch(line -> line.startsWith("new certificate for example.org"))
                .anyMatch(line -> line.contains("warning: the certificate for bücher.example expired"));
        assertThat(of(tls, "bücher.example")).isSameAs(other);
    }

    @Test
    void afterTheEndNobodyLooks() {
        Cancellable rounds = reload(tls()).every(PERIOD, scheduler, Runnable::run);
        rounds.cancel();
        assertThat(due).isEmpty();
    }
}
