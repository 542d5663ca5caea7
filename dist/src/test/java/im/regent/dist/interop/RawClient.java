package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A client over direct TLS that knows text only: it sends, and waits for what it expects to read. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final SSLSocket socket;
    private final StringBuilder text = new StringBuilder();

    RawClient(DemoServer server) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {server.trust()}, new SecureRandom());
        var address = server.address("c2s-tls");
        socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
    }

    /** The {@code tls-server-end-point} of RFC 5929 §4.1, for a certificate that is signed with SHA-256. */
    byte[] serverEndPoint() throws IOException, GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256")
                .digest(socket.getSession().getPeerCertificates()[0].getEncoded());
    }

    RawClient sends(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads on until this is there; gives back its first group. */
    String reads(String pattern) throws IOException {
        Pattern expected = Pattern.compile(pattern, Pattern.DOTALL);
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[8192];
        for (Matcher found = expected.matcher(text); ; found = expected.matcher(text)) {
            if (found.find()) {
                String group = found.groupCount() > 0 ? found.group(1) : found.group();
                text.delete(0, found.end());
                return group;
            }
            int count = in.read(bytes);
            if (count < 0) {
                throw new AssertionError("the stream ended with " + text);
            }
            text.append(new String(bytes, 0, count, UTF_8));
        }
    }

    /** Without a farewell. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
