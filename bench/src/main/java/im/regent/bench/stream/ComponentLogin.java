package im.regent.bench.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream of a component up to the accepted handshake (XEP-0114 §3), in blocking mode. */
final class ComponentLogin {
    private static final Pattern ID = Pattern.compile("\\sid=['\"]([^'\"]*)['\"]");

    private ComponentLogin() {}

    static Connected run(SocketChannel channel, Component component) throws IOException {
        Wire wire = new PlainWire(channel);
        ElementReader reader = new ElementReader(wire);
        send(
                wire,
                "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
                        + " xmlns:stream='http://etherx.jabber.org/streams' to='" + Xml.escape(component.address())
                        + "'>");
        Matcher id = ID.matcher(reader.header());
        if (!id.find()) {
            throw new IOException("no stream id in " + reader.header());
        }
        send(wire, "<handshake>" + digest(Xml.unescape(id.group(1)) + component.secret()) + "</handshake>");
        String answer = reader.next();
        if (!answer.startsWith("<handshake")) {
            throw new IOException("handshake refused: " + answer);
        }
        return new Connected(wire, component.address(), reader.rest());
    }

    private static void send(Wire wire, String xml) throws IOException {
        wire.write(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
    }

    // XEP-0114 §3: "Concatenate the Stream ID received from the server with the shared secret. Hash the concatenated
    // string according to the SHA1 algorithm … Ensure that the hash output is in hexadecimal format"
    static String digest(String idAndSecret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(idAndSecret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }
}
