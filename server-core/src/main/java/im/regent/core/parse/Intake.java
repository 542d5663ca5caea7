package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
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
    private ByteGuard guard = new ByteGuard();
    private @Nullable GuardedScanner scanner;

    /** How many bytes the scanners were given, all together. */
    private long given;

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

    /**
     * Gives the scanner, which has read all it was given, some more bytes: whole characters, checked by the guard.
     *
     * @param most how many; more by the rest of a character if they end within one
     * @return whether there were any
     */
    boolean give(long most) throws StreamException, XMLStreamException {
        if (scanner == null || next == end) {
            return false;
        }
        int stop = (int) Math.min(end, next + most);
        int clean = guard.scan(bytes, next, stop);
        while (clean == next && guard.verdict() == ByteGuard.Verdict.PARTIAL && stop < end) {
            clean = guard.scan(bytes, next, ++stop);
        }
        if (clean == next) {
            clean += verdict(scanner);
        }
        if (clean == next) {
            return false;
        }
        scanner.feed(bytes, next, clean);
        given += clean - next;
        next = clean;
        return true;
    }

    /** How many bytes may be given although the guard stopped before them. */
    private int verdict(GuardedScanner current) throws StreamException {
        switch (guard.verdict()) {
            case CLEAN, PARTIAL -> {
                return 0;
            }
            case NOT_UTF8 -> throw new StreamException(StreamCondition.UNSUPPORTED_ENCODING, "this is not UTF-8");
            case FORBIDDEN -> {
                // A zero among the first two bytes: UTF-16 or UTF-32.
                boolean isWide = given < 2 && bytes[next] == 0;
                throw new StreamException(StreamError.of(
                        isWide ? StreamCondition.UNSUPPORTED_ENCODING : StreamCondition.NOT_WELL_FORMED));
            }
            case CDATA_END -> {
                if (current.isInCharacterData()) {
                    // XML 1.0 §2.4: "]]>" must not appear in content but as the end of a CDATA section.
                    throw new StreamException(StreamCondition.NOT_WELL_FORMED, "]]> in character data");
                }
                guard.pass();
                return 1;
            }
        }
        throw new IllegalStateException();
    }

    /** Goes on with another scanner; what the last one has not read is given to this one. */
    void use(@Nullable GuardedScanner other) throws XMLStreamException {
        int unread = scannerUnread();
        scanner = other;
        if (unread > 0 && other != null) {
            other.feed(bytes, next - unread, next);
        }
    }

    /** Begins a new document with what has not been read, which goes through the guard again; there is no scanner then. */
    void restart() {
        next -= scannerUnread();
        guard = new ByteGuard();
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
