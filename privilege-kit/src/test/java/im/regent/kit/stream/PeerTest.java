package im.regent.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.regent.bench.stream.Target;
import im.regent.bench.stream.Target.Encryption;
import im.regent.kit.finding.Finding;
import im.regent.kit.finding.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A component's stream, to a server that says what the test wants as soon as it has been greeted. */
class PeerTest {
    private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofMillis(50));
    private static final String OPENING = "<stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' id='3BF96D32' from='x.localhost'>";

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    /** Connects to a server that answers the handshake with this. */
    private Peer connected(String answer) throws Finding {
        CompletableFuture.runAsync(() -> serve(answer));
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        try (Connector connector = new Connector(new Target(address, "localhost", Encryption.NONE, ""), PACE)) {
            return connector.component(address, "x.localhost", "secret");
        }
    }

    private void serve(String answer) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            readUntil(in, "x.localhost'>");
            socket.getOutputStream().write(OPENING.getBytes(StandardCharsets.UTF_8));
            readUntil(in, "</handshake>");
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            readUntil(in, "</stream:stream>");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            read.append((char) c);
            if (read.toString().endsWith(end)) {
                return;
            }
        }
    }

    @Test
    void stanzasAreTakenByWhoeverAsksForThem() throws Finding {
        try (Peer peer = connected("<handshake/><message id='1'/><message id='2'/>")) {
            assertThat(peer.await("two", stanza -> stanza.attribute("id", "").equals("2")))
                    .hasToString("<message xmlns='jabber:client' id='2'/>");
            assertThat(peer.next("one").attribute("id", "")).isEqualTo("1");
            peer.nothing("more", stanza -> true);
        }
    }

    @Test
    void whatCameInsteadIsTold() throws Finding {
        try (Peer peer = connected("<handshake/><message id='1'/>")) {
            Finding finding = catchThrowableOfType(
                    Finding.class,
                    () -> peer.await("iq", stanza -> stanza.localName().equals("iq")));

            assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(finding).hasMessageContaining("no iq").hasMessageContaining("id='1'");
        }
    }

    @Test
    void whatMustNotComeIsAFailure() throws Finding {
        try (Peer peer = connected("<handshake/><message id='1'/>")) {
            Finding finding = catchThrowableOfType(Finding.class, () -> peer.nothing("a message", stanza -> true));

            assertThat(finding).hasMessageContaining("a message came");
        }
    }

    @Test
    void textBetweenStanzasIsFoundOut() throws Finding {
        try (Peer peer = connected("<handshake/>true<message id='1'/>")) {
            Finding finding = catchThrowableOfType(Finding.class, () -> peer.next("message"));

            assertThat(finding).hasMessageContaining("well-formed");
        }
    }

    @Test
    void aStreamErrorEndsTheWaiting() throws Finding {
        String error = "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
        try (Peer peer = connected("<handshake/>" + error)) {
            Finding finding = catchThrowableOfType(Finding.class, () -> peer.nothing("anything", stanza -> true));

            assertThat(finding).hasMessageContaining("conflict");
        }
    }

    @Test
    void aRefusedHandshakeIsNoAnswerToTheCheck() {
        String error = "<stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";

        Finding finding = catchThrowableOfType(Finding.class, () -> connected(error));

        assertThat(finding.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(finding).hasMessageContaining("not-authorized");
    }
}
