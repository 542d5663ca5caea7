package im.regent.core.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at every byte before the XML parser does, because the parser is too trusting.
 *
 * <p>Three jobs in one pass. (1) Strict UTF-8 by RFC 3629 §4: no overlong forms, no surrogates, nothing above U+10FFFF; the
 * parser would take {@code C0 BC} for {@code <}. A sequence whose end has not arrived is held back, so that no character is
 * ever split between two feeds: the parser corrupts those in attribute values. (2) Only characters of XML 1.0 §2.2: no C0
 * controls but tab, LF and CR, no U+FFFE or U+FFFF. (3) It stops before the {@code >} of every {@code ]]>}, since the parser
 * notices that string in character data only when it lies within one feed.
 *
 * <p>ASCII runs are checked eight bytes at a time. Keeps one number between scans, so it belongs to one stream.
 */
final class ByteGuard {
    /** Why a scan ended. */
    enum Verdict {
        /** Everything may be parsed. */
        CLEAN,
        /** What is left is the beginning of a character. */
        PARTIAL,
        /** The next bytes are not UTF-8. */
        NOT_UTF8,
        /** The next character may not stand in XML. */
        FORBIDDEN,
        /** The next byte is the {@code >} of {@code ]]>}; {@link #pass} lets it through. */
        CDATA_END
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long SPACES = ONES * ' ';
    private static final long BRACKETS = ONES * ']';

    private int brackets;
    private Verdict verdict = Verdict.CLEAN;

    /** Why the last scan ended where it did. */
    Verdict verdict() {
        return verdict;
    }

    /** Scans bytes that have not been scanned before; returns the end of those that may be parsed. */
    int scan(byte[] bytes, int from, int to) {
        int at = from;
        verdict = Verdict.CLEAN;
        while (at < to) {
            while (brackets == 0 && at + 8 <= to && isPlain((long) LONGS.get(bytes, at))) {
                at += 8;
            }
            if (at >= to) {
                break;
            }
            int b = bytes[at];
            if (b < 0) {
                int length = character(bytes, at, to);
                if (length <= 0) {
                    return at;
                }
                brackets = 0;
                at += length;
            } else if (!ascii(b)) {
                return at;
            } else {
                at++;
            }
        }
        return at;
    }

    /** The {@code >} that ended the last scan is in order. */
    void pass() {
        brackets = 0;
    }

    private boolean ascii(int b) {
        if (b == ']') {
            brackets = Math.min(2, brackets + 1);
            return true;
        }
        if (b == '>' && brackets == 2) {
            verdict = Verdict.CDATA_END;
            return false;
        }
        brackets = 0;
        if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
            verdict = Verdict.FORBIDDEN;
            return false;
        }
        return true;
    }

    /** Whether eight bytes are ASCII without controls and without {@code ]}. */
    private static boolean isPlain(long word) {
        long bracket = word ^ BRACKETS;
        return ((word | word - SPACES | bracket - ONES & ~bracket) & HIGHS) == 0;
    }

    /** The length of the multi-byte character there, or 0 with the verdict set. */
    private int character(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        // RFC 3629 §4: the lead bytes, and what may follow the special ones among them.
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0) {
            verdict = Verdict.NOT_UTF8;
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if (at + i >= to) {
                verdict = Verdict.PARTIAL;
                return 0;
            }
            int next = bytes[at + i] & 0xFF;
            if (next < 0x80 || next > 0xBF || i == 1 && !mayFollow(lead, next)) {
                verdict = Verdict.NOT_UTF8;
                return 0;
            }
        }
        if (lead == 0xEF && bytes[at + 1] == (byte) 0xBF && (bytes[at + 2] & 0xFE) == 0xBE) {
            verdict = Verdict.FORBIDDEN;
            return 0;
        }
        return length;
    }

    private static boolean mayFollow(int lead, int next) {
        return switch (lead) {
            case 0xE0 -> next >= 0xA0;
            case 0xED -> next <= 0x9F;
            case 0xF0 -> next >= 0x90;
            case 0xF4 -> next <= 0x8F;
            default -> true;
        };
    }
}
