package im.regent.core.parse;

import com.fasterxml.aalto.in.ReaderConfig;
import com.fasterxml.aalto.util.CharsetNames;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;

/**
 * Makes scanners that start from one table of well-known names and share nothing that a peer can fill.
 *
 * <p>The table is read, copied on the first name that a scanner has to add, and never merged back, because no scanner is
 * closed. What Aalto's scanners of one configuration also share is a cache of namespace names (some seven hundred of
 * unlimited length); so a configuration serves only until its scanners have been fed {@link #BYTES_PER_CONFIG} bytes.
 * Safe for every thread; one per event loop avoids contention.
 */
public final class Scanners {
    private static final long BYTES_PER_CONFIG = 1 << 20;

    /** What streams are made of; a name that is missing here costs a little time, nothing else. */
    private static final String WELL_KNOWN = "stream:stream stream:features stream:error xmlns xmlns:stream xml:lang "
            + "version id to from type name message presence iq body subject thread html show status priority c x node hash "
            + "ver query item items group subscription ask jid error text reason field value var label option feature "
            + "identity category bind resource session required starttls proceed auth response challenge success failure "
            + "mechanism mechanisms abort handshake delay stamp by active inactive composing paused gone received sent "
            + "displayed request private forwarded enable enabled resume resumed failed r a h max origin-id stanza-id store "
            + "no-store no-copy no-permanent-store ping time tzo utc vCard photo PHOTO TYPE BINVAL EXTVAL pubsub event "
            + "publish publish-options retract data metadata info bytes url encrypted header key keys iv payload rid sid "
            + "prekey encryption namespace set first last count before after index fin with start end result finished "
            + "prefs always never default privilege perm access push privileged_iq delegation delegated block unblock "
            + "blocklist retry-after cancel apply-to reactions reaction reply fallback mode code service host port "
            + "transport password username expires action";

    private final GuardedScanner teacher;
    private ReaderConfig shared = configuration();
    private long budget = BYTES_PER_CONFIG;

    /** A supply of its own. */
    public Scanners() {
        teacher = scanner(shared);
        byte[] names = document();
        try {
            teacher.feed(names, 0, names.length);
            while (teacher.advance() != GuardedScanner.INCOMPLETE) {
                // Only the names matter.
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        teacher.teach(shared);
    }

    /** A scanner at the beginning of a document. */
    synchronized GuardedScanner create() {
        if (budget <= 0) {
            budget = BYTES_PER_CONFIG;
            shared = configuration();
            teacher.teach(shared);
        }
        return scanner(shared);
    }

    /** Says how much one of the scanners has read. */
    synchronized void spent(long bytes) {
        budget -= bytes;
    }

    /** How many names a new scanner knows. */
    int names() {
        return teacher.names();
    }

    private static GuardedScanner scanner(ReaderConfig shared) {
        ReaderConfig own = shared.createNonShared(null, null, null);
        own.setActualEncoding(CharsetNames.CS_UTF8);
        return new GuardedScanner(own);
    }

    private static ReaderConfig configuration() {
        ReaderConfig config = new ReaderConfig();
        config.setActualEncoding(CharsetNames.CS_UTF8);
        config.configureForSpeed();
        return config;
    }

    private static byte[] document() {
        StringBuilder document = new StringBuilder("<names xmlns:stream='names' version=''>");
        for (String name : WELL_KNOWN.split(" ", -1)) {
            if (!name.startsWith("xml")) {
                document.append('<').append(name).append(" xml:lang='x'/>");
            }
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
