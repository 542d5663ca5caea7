package im.regent.bench.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers of fixed width as lower-case hexadecimal digits, written and read in place. */
final class Hex {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = new byte[256];

    static {
        java.util.Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            VALUES[DIGITS[i]] = (byte) i;
        }
    }

    private Hex() {}

    static void write(ByteBuffer into, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            into.put(i, DIGITS[(int) rest & 15]);
            rest >>>= 4;
        }
    }

    /** The number, or a negative one when any of the bytes is no digit; at most 15 digits. */
    static long read(byte[] from, int at, int digits) {
        long value = 0;
        int bad = 0;
        for (int i = at; i < at + digits; i++) {
            byte digit = VALUES[from[i] & 0xff];
            bad |= digit;
            value = value << 4 | digit & 15;
        }
        return bad < 0 ? -1 : value;
    }
}
