package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.net.TlsContexts.Use;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSslServerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.ImmediateExecutor;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsContextsTest {
    private static TlsContexts contexts(TlsEngine engine) {
        return new TlsContexts(engine, ImmediateExecutor.INSTANCE);
    }

    @Test
    void openSslIsTakenWhereItIsInstalled() {
        assertThat(TlsEngine.hasOpenSsl()).isTrue();
        assertThat(contexts(TlsEngine.AUTO).engine()).isEqualTo(TlsEngine.OPENSSL);
    }

    @ParameterizedTest
    @CsvSource({"EC, 256, SHA256withECDSA, true", "RSA, 2048, SHA256withRSA, true", "Ed25519, 0, Ed25519, false"})
    void keysThatOpenSslDoesNotTakeAreForTheJdk(String algorithm, int size, String signature, boolean isOpenSsl) {
        HostCertificate certificate = TestCertificates.create("example.org", algorithm, size, signature);
        SslContext made =
                contexts(TlsEngine.OPENSSL).of(certificate, Use.START_TLS).join();
        assertThat(made instanceof OpenSslServerContext).isEqualTo(isOpenSsl);
    }

    @Test
    void aContextIsMadeOnceForEachUse() {
        TlsContexts contexts = contexts(TlsEngine.JDK);
        HostCertificate certificate = TestCertificates.ec("example.org");
        assertThat(contexts.of(certificate, Use.DIRECT)).isSameAs(contexts.of(certificate, Use.DIRECT));
        assertThat(contexts.of(certificate, Use.DIRECT)).isNotSameAs(contexts.of(certificate, Use.START_TLS));
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsEngine.class,
            names = {"JDK", "OPENSSL"})
    void nothingHoldsACertificateThatWasReplaced(TlsEngine engine) {
        TlsContexts contexts = contexts(engine);
        WeakReference<HostCertificate> replaced = used(contexts);
        for (int i = 0; i < 50 && replaced.get() != null; i++) {
            System.gc();
        }
        assertThat(replaced.get()).isNull();
        assertThat(contexts.engine()).isEqualTo(engine);
    }

    private static WeakReference<HostCertificate> used(TlsContexts contexts) {
        HostCertificate certificate = TestCertificates.ec("example.org");
        contexts.of(certificate, Use.DIRECT).join();
        return new WeakReference<>(certificate);
    }

    @Test
    void aClientThatDoesNotBeginTheHandshakeIsLeft() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        new Tls(host -> Optional.empty(), TlsEngine.JDK, ImmediateExecutor.INSTANCE).install(channel, "", true);
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(11, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.outboundMessages()).isEmpty();
    }
}
