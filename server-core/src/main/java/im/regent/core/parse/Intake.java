package im.regent.core.parse;

import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that have arrived, in three parts: those that the scanner has read, those that it was given and has not read, and
 * those that it was not given yet. Only the last two are kept.
 */
final class Intake {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int next;
    private int end;
    private @Nullable GuardedScanner scanner;

    /** How many bytes the scanners were given, all together. */
    private long given;

    /** The first byte that was not given. */
    int next() {
        return next;
    }

    /** Behind the last byte. */
    int end() {
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    long given() {
        return given;
    }

    /** How many bytes of the document have been read. */
    long read() {
        return given - scannerUnread();
    }

    int unread() {
        return scannerUnread() + end - next;
    }

    private int scannerUnread() {
        return scanner == null ? 0 : scanner.unread();
    }

    /** Adds bytes behind those that are there; the array is only copied if there are any. */
    void add(byte[] more, int offset, int length) {
        if (unread() == 0) {
            bytes = more;
            next = offset;
            end = offset + length;
        } else {
            join(more, offset, length);
        }
    }

    /** Lets go of the array that was added last. */
    void keep() {
        if (unread() == 0) {
            bytes = NOTHING;
            next = 0;
            end = 0;
        } else {
            join(NOTHING, 0, 0);
        }
    }

    private void join(byte[] more, int offset, int length) {
        int scanning = scannerUnread();
        int before = unread();
        byte[] joined = new byte[before + length];
        System.arraycopy(bytes, next - scanning, joined, 0, before);
        System.arraycopy(more, offset, joined, before, length);
        if (scanner != null) {
            scanner.moveTo(joined, 0);
        }
        bytes = joined;
        next = scanning;
        end = joined.length;
    }

    /** Gives the scanner, which has read all it was given, everything before that index. */
    void give(int until) throws XMLStreamException {
        if (scanner == null) {
            throw new IllegalStateException();
        }
        scanner.feed(bytes, next, until);
        given += until - next;
        next = until;
    }

    /** Goes on with another scanner; what the last one has not read is given to this one. */
    void use(@Nullable GuardedScanner other) throws XMLStreamException {
        int unread = scannerUnread();
        scanner = other;
        if (unread > 0 && other != null) {
            other.feed(bytes, next - unread, next);
        }
    }

    /** Begins a new document with what has not been read; there is no scanner then. */
    void restart() {
        next -= scannerUnread();
        scanner = null;
        given = 0;
    }

    /** Drops everything. */
    void clear() {
        scanner = null;
        next = end;
        keep();
    }
}
