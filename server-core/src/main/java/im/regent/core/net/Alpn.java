package im.regent.core.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Application-layer protocol negotiation (RFC 7301), as XEP-0368 uses it for clients. */
final class Alpn {
    static final String XMPP_CLIENT = "xmpp-client";

    private static final int VERSION_AND_RANDOM = 34;
    private static final int EXTENSION = 16;

    private Alpn() {}

    /** Whether a client wants other protocols than ours. One that does not use the extension does not. */
    static boolean isForeign(ByteBuf clientHello) {
        List<String> protocols = offered(clientHello);
        return !protocols.isEmpty() && !protocols.contains(XMPP_CLIENT);
    }

    /** The protocols in the body of a ClientHello (RFC 8446 §4.1.2); none if it is malformed, which TLS will refuse. */
    private static List<String> offered(ByteBuf clientHello) {
        ByteBuf hello = clientHello.duplicate();
        List<String> protocols = new ArrayList<>();
        try {
            hello.skipBytes(VERSION_AND_RANDOM);
            hello.skipBytes(hello.readUnsignedByte()); // session id
            hello.skipBytes(hello.readUnsignedShort()); // cipher suites
            hello.skipBytes(hello.readUnsignedByte()); // compression methods
            ByteBuf extensions = hello.isReadable() ? hello.readSlice(hello.readUnsignedShort()) : hello;
            while (extensions.isReadable()) {
                int type = extensions.readUnsignedShort();
                ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
                if (type == EXTENSION) {
                    ByteBuf names = extension.readSlice(extension.readUnsignedShort());
                    while (names.isReadable()) {
                        protocols.add(names.readCharSequence(names.readUnsignedByte(), StandardCharsets.ISO_8859_1)
                                .toString());
                    }
                }
            }
            return protocols;
        } catch (IndexOutOfBoundsException e) {
            return List.of();
        }
    }
}
