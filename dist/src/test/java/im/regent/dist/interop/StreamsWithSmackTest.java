package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways in that are not the usual one. */
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsWithSmackTest {
    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private XMPPTCPConnectionConfiguration.Builder to(String listener, String host) throws Exception {
        return XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(host)
                .setHost("127.0.0.1")
                .setPort(server.address(listener).getPort())
                .setUsernameAndPassword("alice", server.secret("alice@localhost"))
                .addEnabledSaslMechanism("SCRAM-SHA-1");
    }

    @Test
    void unknownHostIsRefused() throws Exception {
        XMPPTCPConnection lost = new XMPPTCPConnection(to("c2s", "example.com")
                .setSecurityMode(SecurityMode.required)
                .setCustomX509TrustManager(server.trust())
                .build());
        assertThatThrownBy(lost::connect).hasStackTraceContaining("host-unknown");
    }

    private SSLSocketFactory sockets() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {server.trust()}, null);
        return context.getSocketFactory();
    }

    @Test
    void directTlsNeedsNoStartTls() throws Exception {
        // Smack itself sees no TLS here: the socket is one already (XEP-0368).
        XMPPTCPConnection direct = new XMPPTCPConnection(to("c2s-tls", "localhost")
                .setSecurityMode(SecurityMode.disabled)
                .setSocketFactory(sockets())
                .build());
        direct.setUseStreamManagement(false);
        direct.connect();
        try {
            direct.login();
            assertThat(PingManager.getInstanceFor(direct).pingMyServer()).isTrue();
        } finally {
            direct.disconnect();
        }
    }

    @Test
    void theSecondSessionWithAResourceReplacesTheFirst() throws Exception {
        BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
        try (SmackUser first = SmackUser.login(server, "bob")) {
            first.connection().addConnectionListener(new ConnectionListener() {
                @Override
                public void connectionClosedOnError(Exception e) {
                    ends.add(e);
                }
            });
            try (SmackUser second = SmackUser.login(server, "bob")) {
                assertThat(ends.poll(10, TimeUnit.SECONDS)).hasMessageContaining("conflict");
                assertThat(PingManager.getInstanceFor(second.connection()).pingMyServer())
                        .isTrue();
            }
        }
    }
}
