package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import im.regent.core.net.Network;
import im.regent.core.net.TlsEngine;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood of connections over real sockets of this machine, from an address of its own. */
@Spec(rfc = 6120)
@Timeout(60)
class FloodTest {
    private static final int FLOODER = 9;
    private static final int FLOOD = 2_000;

    /** From the address 127.0.0.{@code from}. */
    private static Socket connect(int from, int port) throws IOException {
        InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) from});
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, own, 0);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static String ask(Socket socket, String xml, String end) throws IOException {
        socket.getOutputStream().write(xml.getBytes(UTF_8));
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("ended after " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    private static Socket login(int from, int port, String user) throws Exception {
        Socket socket = connect(from, port);
        ScramClient scram = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username(user)
                .password(ClientWorld.PASSWORD.toCharArray())
                .build();
        ask(socket, Script.header(), "</stream:features>");
        String challenge =
                ask(socket, Script.auth("SCRAM-SHA-256", Script.base64(scram.clientFirstMessage())), "</challenge>");
        String data = challenge.replaceAll("</?challenge[^>]*>", "");
        scram.serverFirstMessage(new String(Base64.getDecoder().decode(data), UTF_8));
        ask(socket, Script.response(Script.base64(scram.clientFinalMessage())), "</success>");
        ask(socket, Script.header(), "</stream:features>");
        assertThat(ask(socket, Script.bind("bind", "flood"), "</iq>")).contains("type='result'");
        return socket;
    }

    /** Opens connections as fast as it can, and counts those that are still there and those that were reset. */
    private static final class Flood implements Runnable {
        final List<Socket> open = new ArrayList<>();
        final AtomicInteger tried = new AtomicInteger();
        private final int port;

        Flood(int port) {
            this.port = port;
        }

        @Override
        public void run() {
            while (tried.get() < FLOOD) {
                tried.incrementAndGet();
                try {
                    Socket socket = connect(FLOODER, port);
                    open.add(socket);
                    socket.getOutputStream().write(Script.header().getBytes(UTF_8));
                } catch (IOException e) {
                    // Reset: refused.
                }
            }
        }

        /** How many the server has let in. */
        long served() throws IOException {
            long served = 0;
            for (Socket socket : open) {
                try {
                    served += socket.getInputStream().read() >= 0 ? 1 : 0;
                } catch (IOException e) {
                    // Reset.
                }
                socket.close();
            }
            return served;
        }
    }

    @Test
    @Section(
            value = "13.12",
            rules = {"R145", "R146"})
    void floodFromOneAddressTroublesNobodyElse() throws Exception {
        try (Network network = new Network(new Network.Settings(
                        1, host -> Optional.empty(), TlsEngine.JDK, PluggedWorld.limits("exempt-networks = []")));
                ClientWorld world = new ClientWorld("c2s.require-tls = false")) {
            ListenerSpec spec = world.listeners().get(0);
            Listener listener = network.bind(
                    new ListenerSpec(spec.name(), "127.0.0.1", 0, false, spec.maxPendingBytes(), spec.acceptor()));
            try (Socket juliet = login(2, listener.port(), "juliet")) {
                Flood flood = new Flood(listener.port());
                Thread flooding = new Thread(flood, "flood");
                flooding.start();
                long slowest = 0;
                int logins = 0;
                do {
                    long before = System.nanoTime();
                    try (Socket romeo = login(3, listener.port(), "romeo")) {
                        logins++;
                        assertThat(ask(romeo, PaceTest.request(1), "/>")).contains("type='result'");
                    }
                    assertThat(ask(juliet, PaceTest.request(logins), "/>")).contains("type='result'");
                    slowest = Math.max(slowest, System.nanoTime() - before);
                } while (flooding.isAlive() && logins < 30);
                flooding.join();
                assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
                assertThat(flood.tried).hasValue(FLOOD);
                // At most 20 strangers, and for each that the deadline ended another: the rest was refused.
                assertThat(flood.served()).isBetween(1L, 40L);
                assertThat(ask(juliet, PaceTest.request(1_000), "/>")).contains("type='result'");
            }
        }
    }
}
