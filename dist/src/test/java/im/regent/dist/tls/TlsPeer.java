package im.regent.dist.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client on the JDK's sockets that also keeps what came over the wire below TLS. */
final class TlsPeer implements AutoCloseable {
    static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    static final String START_TLS = "<starttls xmlns='" + TLS + "'/>";
    static final String PROCEED = "<proceed xmlns='" + TLS + "'/>";
    /** The type of TLS records that carry what the layer above wrote (RFC 5246 §6.2.1). */
    static final int APPLICATION_DATA = 23;

    static final int ALERT = 21;
    /** There was no record. */
    static final int END = -1;

    private static final int PATIENCE_MILLIS = 20_000;

    /** Keeps a copy of what is read. */
    private static final class Tapped extends Socket {
        final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int octet = super.read();
                    if (octet >= 0) {
                        copy.write(octet);
                    }
                    return octet;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    if (count > 0) {
                        copy.write(into, offset, count);
                    }
                    return count;
                }
            };
        }
    }

    private final Tapped wire;
    private Socket socket;
    private String[] protocols = {};

    private TlsPeer(Tapped wire) {
        this.wire = wire;
        this.socket = wire;
    }

    static TlsPeer connect(int port) throws IOException {
        Tapped wire = new Tapped();
        wire.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        wire.setSoTimeout(PATIENCE_MILLIS);
        return new TlsPeer(wire);
    }

    static String header(String attributes) {
        return "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0' " + attributes + ">";
    }

    /** Opens a stream and waits for the features. */
    String open(String attributes) throws IOException {
        send(header(attributes));
        return until("</stream:features>");
    }

    /** In the clear up to {@code <proceed/>}. */
    TlsPeer proceed(String to) throws IOException {
        open("to='" + to + "'");
        send(START_TLS);
        if (!until(">").equals(PROCEED)) {
            throw new IOException("no <proceed/>");
        }
        return this;
    }

    /** @param serverName empty for none */
    TlsPeer handshake(SSLContext context, String serverName, String... versions) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", wire.getPort(), false);
        SSLParameters parameters = secured.getSSLParameters();
        if (!serverName.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        if (versions.length > 0) {
            parameters.setProtocols(versions);
        }
        parameters.setApplicationProtocols(protocols);
        secured.setSSLParameters(parameters);
        socket = secured;
        secured.startHandshake();
        return this;
    }

    /** The next handshake will offer these by ALPN. */
    TlsPeer offers(String... names) {
        protocols = names.clone();
        return this;
    }

    SSLSocket tls() {
        return (SSLSocket) socket;
    }

    X509Certificate shown() throws IOException {
        return (X509Certificate) tls().getSession().getPeerCertificates()[0];
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    String until(String end) throws IOException {
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

    /** Sends, and waits for the end of what answers it. */
    String asks(String xml, String end) throws IOException {
        send(xml);
        return until(end);
    }

    /** Each read fails after this. */
    void waits(Duration patience) throws IOException {
        wire.setSoTimeout((int) patience.toMillis());
    }

    /** How much has come over the wire. */
    int mark() {
        return wire.copy.size();
    }

    /** What has come over the wire since, below TLS, until the server closed the connection. */
    byte[] wireUntilClosed(int mark) throws IOException {
        byte[] buffer = new byte[4096];
        int count;
        do {
            count = wire.getInputStream().read(buffer);
        } while (count >= 0);
        return Arrays.copyOfRange(wire.copy.toByteArray(), mark, wire.copy.size());
    }

    /** The next record on the wire, below TLS; empty at the end. */
    byte[] record() throws IOException {
        byte[] header = wire.getInputStream().readNBytes(5);
        if (header.length < 5) {
            return header;
        }
        byte[] body = wire.getInputStream().readNBytes((header[3] & 0xFF) << 8 | header[4] & 0xFF);
        byte[] record = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, record, header.length, body.length);
        return record;
    }

    /** The types of the TLS records in what came over the wire. */
    static List<Integer> records(byte[] bytes) {
        List<Integer> types = new ArrayList<>();
        int at = 0;
        while (at + 5 <= bytes.length) {
            types.add(bytes[at] & 0xFF);
            at += 5 + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
        }
        if (at != bytes.length) {
            throw new AssertionError("these are no whole records");
        }
        return types;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
