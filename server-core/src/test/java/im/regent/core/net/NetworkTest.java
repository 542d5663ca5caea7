package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over real sockets on the loopback interface. */
@Timeout(30)
class NetworkTest {
    private final Network network = new Network(Network.Settings.of(2, host -> Optional.empty()));
    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        network.close();
    }

    private Listener listen(int port, Function<StreamTransport, RecordingHandler> acceptor)
            throws PortUnavailableException {
        Function<StreamTransport, StreamHandler> remembering = transport -> {
            RecordingHandler handler = acceptor.apply(transport);
            handlers.add(handler);
            return handler;
        };
        return network.bind(new ListenerSpec("test", "127.0.0.1", port, false, 1 << 20, remembering));
    }

    private static void write(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readUntil(Socket socket, String end) throws Exception {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int octet = in.read();
            if (octet < 0) {
                throw new IllegalStateException("ended after " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    @Test
    void streamIsOpenedAndClosedOverASocket() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            write(socket, Wire.OPEN + "<a/>");
            assertThat(readUntil(socket, ">" + "")).isEqualTo("<?xml version='1.0'?>");
            assertThat("<?xml version='1.0'?>" + readUntil(socket, "xml:lang='en'>"))
                    .isEqualTo(Wire.OPENED);
            write(socket, "</stream:stream>");
            assertThat(readUntil(socket, "</stream:stream>")).isEqualTo("</stream:stream>");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        RecordingHandler handler = handlers.take();
        assertThat(handler.gone.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(handler.told).containsExactly("opened example.org", "a", "closed", "disconnected ");
        assertThat(handler.transport.peerAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void errorReachesAPeerThatIsStillSending() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            write(socket, Wire.OPEN + "<a>" + "x".repeat(200_000));
            assertThat(readUntil(socket, "</stream:stream>")).contains("<policy-violation ");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connectionThatBreaksIsTold() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoLinger(true, 0);
            write(socket, Wire.OPEN);
            readUntil(socket, "xml:lang='en'>");
        }
        assertThat(handlers.take().gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void portInUseIsNamed() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        assertThatThrownBy(() -> listen(listener.port(), RecordingHandler::new))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + listener.port())
                .hasMessageContaining("(test)");
    }

    @Test
    void closedListenerAcceptsNothingAndConnectionsLiveOn() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        int port = listener.port();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(socket, Wire.OPEN);
            readUntil(socket, "xml:lang='en'>");
            listener.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(java.net.ConnectException.class);
            handlers.take().transport.send(Element.of(XmlWriter.CLIENT, "still"));
            assertThat(readUntil(socket, ">")).isEqualTo("<still/>");
        }
    }

    @Test
    void sendsOfAnotherThreadKeepTheirOrder() throws Exception {
        Listener listener = listen(0, RecordingHandler::new);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            write(socket, Wire.OPEN);
            readUntil(socket, "xml:lang='en'>");
            StreamTransport transport = handlers.take().transport;
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                transport.send(Element.of(XmlWriter.CLIENT, "a").with("n", Integer.toString(i)));
                expected.append("<a n='").append(i).append("'/>");
            }
            transport.close();
            expected.append("</stream:stream>");
            byte[] read = socket.getInputStream().readNBytes(expected.length());
            assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(expected.toString());
        }
    }

    @Test
    void streamsOnSeveralLoopsEchoEverythingInOrder() throws Exception {
        Listener listener = listen(0, transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) throws StreamException {
                transport.send(element);
                return super.received(element);
            }
        });
        List<Socket> sockets = new ArrayList<>();
        String text = "<message><body>" + "é€𐍈".repeat(20) + "</body></message>";
        String many = text.repeat(200);
        for (int i = 0; i < 8; i++) {
            sockets.add(new Socket(InetAddress.getLoopbackAddress(), listener.port()));
            write(sockets.get(i), Wire.OPEN + many);
        }
        for (Socket socket : sockets) {
            readUntil(socket, "xml:lang='en'>");
            byte[] expected = many.getBytes(StandardCharsets.UTF_8);
            assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
            socket.close();
        }
    }
}
