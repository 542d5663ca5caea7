package im.regent.core.net;

import im.regent.core.stream.StreamHeader;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The header of a stream that its logic has not named: RFC 6120 §4.7.3 wants an id all the same. */
final class NamelessHeader {
    private static final int ID_BYTES = 16;

    private NamelessHeader() {}

    static StreamHeader of(String contentNamespace) {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new StreamHeader(contentNamespace, "", "", HexFormat.of().formatHex(bytes), "1.0", "en");
    }
}
