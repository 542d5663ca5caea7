package im.regent.dist.tls;

import java.io.ByteArrayOutputStream;

/** A ClientHello byte for byte (RFC 5246 §7.4.1.2), for what a well-behaved library would not send. */
record RawHello(int version, int suite, int... compressions) {
    static final int ECDHE_ECDSA_AES_128_GCM = 0xC02B;
    static final int ECDHE_ECDSA_AES_128_CBC = 0xC009;
    /** Without forward secrecy. */
    static final int RSA_AES_128_GCM = 0x009C;

    static final int HANDSHAKE = 22;

    byte[] record() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, 2, version);
        body.writeBytes(new byte[32]);
        body.write(0);
        number(body, 2, 2);
        number(body, 2, suite);
        body.write(compressions.length);
        for (int compression : compressions) {
            body.write(compression);
        }
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        extension(extensions, 0x000A, 0, 2, 0, 0x17); // supported groups: secp256r1
        extension(extensions, 0x000B, 1, 0); // point formats: uncompressed
        extension(extensions, 0x000D, 0, 4, 4, 3, 4, 1); // signatures: ECDSA and RSA with SHA-256
        extension(extensions, 0xFF01, 0); // RFC 5746
        number(body, 2, extensions.size());
        body.writeBytes(extensions.toByteArray());

        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(HANDSHAKE);
        number(record, 2, 0x0301);
        number(record, 2, body.size() + 4);
        record.write(1);
        number(record, 3, body.size());
        record.writeBytes(body.toByteArray());
        return record.toByteArray();
    }

    /** The compression method in a record that begins with a ServerHello. */
    static int compressionOf(byte[] record) {
        int sessionId = record[5 + 4 + 34];
        return record[5 + 4 + 34 + 1 + sessionId + 2];
    }

    private static void extension(ByteArrayOutputStream to, int type, int... content) {
        number(to, 2, type);
        number(to, 2, content.length);
        for (int octet : content) {
            to.write(octet);
        }
    }

    private static void number(ByteArrayOutputStream to, int bytes, int value) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            to.write(value >>> shift);
        }
    }
}
