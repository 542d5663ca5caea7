package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.server.Demo;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A component that begins with TLS, over the wire. */
@Spec(xep = 114, version = "1.6")
class ComponentTlsTest {
    private static final Pattern ID = Pattern.compile("id=['\"]([^'\"]+)['\"]");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", Demo.GATEWAY, "elsewhere.example"})
    @Section("3")
    void aComponentConnectsWithTlsWhateverHostItNames(String name) throws Exception {
        List<String> settings = List.of("listen.component-tls.enabled=true", "listen.component-tls.port=0");
        try (DemoServer server = new DemoServer(directory, settings);
                SSLSocket socket = connected(server, name)) {
            send(
                    socket,
                    "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='"
                            + Demo.GATEWAY + "'>");
            Matcher id = ID.matcher(read(socket, "id="));
            assertThat(id.find()).isTrue();
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((id.group(1) + server.secret(Demo.GATEWAY)).getBytes(StandardCharsets.UTF_8));
            send(socket, "<handshake>" + HexFormat.of().formatHex(digest) + "</handshake>");

            assertThat(read(socket, "urn:xmpp:privilege:2")).contains("<handshake");
        }
    }

    private static SSLSocket connected(DemoServer server, String name) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {server.trust()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        socket.connect(server.address("component-tls"));
        socket.startHandshake();
        return socket;
    }

    private static void send(SSLSocket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** What comes, up to and with the read in which this is. */
    private static String read(SSLSocket socket, String end) throws Exception {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8_192];
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new AssertionError("the stream ended after " + text);
            }
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
