package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the events of one XML stream out of bytes as they arrive (RFC 6120 §11).
 *
 * <pre>{@code
 * reader.feed(bytes, 0, length);
 * for (Optional<StreamEvent> event = reader.next(); event.isPresent(); event = reader.next()) { … }
 * }</pre>
 *
 * <p>The parser below is fast and trusting, so this class stands in front of it and behind it. In front, bytes go through the
 * {@link ByteGuard} and are handed on in slices that end where a decision is due: at the byte that completes the largest
 * element allowed, and at every 4,096th byte, where the attributes of an unfinished tag are counted. Because those places
 * depend on offsets in the stream and never on how the network cut it, <b>the events and the error are the same for every
 * division of the bytes</b>. Behind, tokens that RFC 6120 §11.1 restricts become errors and elements are built within the
 * {@link StreamLimits}. Whatever the parser throws, a peer caused it, and it ends the stream.
 *
 * <p>A scanner costs some kilobytes and remembers every name it has seen, so it is replaced between two first-level elements
 * when it has learnt too much, and {@link #release given up} while the stream is idle; the next one first reads the
 * {@link Opening opening tag} again.
 *
 * <p>Belongs to one thread at a time. After an exception, nothing more can be read.
 */
public final class XmlStreamReader {
    private static final int SLICE = 4_096;
    private static final int MAX_NAMES = 2_048;
    private static final int MAX_KEPT = 16 * 1_024;

    private final Scanners scanners;
    private StreamLimits limits;
    private StreamLimits nextLimits;

    private final Intake intake = new Intake();

    /** Offsets in the document: of the current element, of the last count of attributes, of the scanner's beginning. */
    private long elementStart;

    private long checkedSlice;
    private long scannerStart;

    private @Nullable GuardedScanner scanner;
    private @Nullable Opening opening;
    private @Nullable TreeBuilder tree;
    private boolean isClosed;

    /** A reader at the beginning of a stream. */
    public XmlStreamReader(Scanners scanners, StreamLimits limits) {
        this.scanners = scanners;
        this.limits = limits;
        this.nextLimits = limits;
    }

    /** Changes the limits, from the next first-level element on. */
    public void limits(StreamLimits changed) {
        nextLimits = changed;
        if (tree == null || !tree.isOpen()) {
            limits = changed;
        }
    }

    /**
     * Adds bytes. The array is read by {@link #next} and belongs to the reader until {@link #next} has returned nothing or
     * {@link #keep} was called.
     */
    public void feed(byte[] bytes, int offset, int length) {
        intake.add(bytes, offset, length);
    }

    /** Copies what has not been read yet, so that the array last fed may be used again. */
    public void keep() {
        intake.keep();
    }

    /** How many bytes have been fed and not read. */
    public int unread() {
        return intake.unread();
    }

    /**
     * The next event; empty when more bytes are needed. After {@link StreamEvent.Closed} nothing comes.
     *
     * @throws StreamException when the peer broke the stream; always with the same condition for the same bytes
     */
    public Optional<StreamEvent> next() throws StreamException {
        if (isClosed) {
            intake.clear();
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(advance());
        } catch (StreamException e) {
            throw e;
        } catch (Refusal e) {
            throw new StreamException(e.condition(), e.text());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            // Aalto reports some errors of the peer as RuntimeException or Error: <xmlns:x/> is one.
            boolean isDoctype = scanner != null && scanner.isInDoctype();
            throw isDoctype ? doctype() : new StreamException(StreamError.of(StreamCondition.NOT_WELL_FORMED));
        }
    }

    private @Nullable StreamEvent advance() throws StreamException, XMLStreamException {
        while (true) {
            GuardedScanner current = scanner();
            if (tree != null && !tree.isOpen() && current.isBeforeText()) {
                throw new StreamException(StreamCondition.BAD_FORMAT, "text between elements");
            }
            int token = current.advance();
            if (token != GuardedScanner.INCOMPLETE) {
                StreamEvent event = event(token, current);
                if (event != null) {
                    return event;
                }
            } else {
                checkUnfinished(current);
                long given = intake.given();
                if (!intake.give(Math.min(SLICE - given % SLICE, elementStart + limits.maxBytes() - given))) {
                    return null;
                }
            }
        }
    }

    /** The scanner in use, or a new one that is made to stand where the last one stood. */
    private GuardedScanner scanner() throws XMLStreamException {
        if (scanner != null) {
            return scanner;
        }
        GuardedScanner created = scanners.create();
        if (opening != null) {
            byte[] prologue = opening.prologue();
            created.feed(prologue, 0, prologue.length);
            while (created.advance() != XMLStreamConstants.START_ELEMENT) {
                // The start of the document comes first.
            }
            tree = new TreeBuilder(opening.contentNamespace());
        }
        scannerStart = intake.given();
        scanner = created;
        intake.use(created);
        return created;
    }

    /** The scanner has read all it was given and is in the middle of something. */
    private void checkUnfinished(GuardedScanner current) throws StreamException {
        long given = intake.given();
        TreeBuilder.require(given - elementStart < limits.maxBytes(), "more than " + limits.maxBytes() + " bytes");
        if (given / SLICE != checkedSlice) {
            checkedSlice = given / SLICE;
            TreeBuilder.require(current.pendingAttributes() <= limits.maxAttributes(), "too many attributes");
            TreeBuilder.require(current.pendingNamespaces() <= limits.maxNamespaces(), "too many namespaces");
        }
        if (current.isInDoctype()) {
            throw doctype();
        }
        if (current.isInWrongEndTag()) {
            throw new StreamException(StreamError.of(StreamCondition.NOT_WELL_FORMED));
        }
    }

    private static StreamException doctype() {
        return new StreamException(StreamCondition.RESTRICTED_XML, "a DOCTYPE is not allowed");
    }

    private @Nullable StreamEvent event(int token, GuardedScanner current) throws StreamException, XMLStreamException {
        TreeBuilder builder = tree;
        switch (token) {
            case XMLStreamConstants.START_DOCUMENT -> Opening.checkDeclaration(current);
            case XMLStreamConstants.START_ELEMENT -> {
                if (builder == null) {
                    return open(current);
                }
                checkNotOpening(current, builder);
                builder.start(current, limits);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                if (builder == null || !builder.isOpen()) {
                    isClosed = true;
                    return new StreamEvent.Closed();
                }
                Element element = builder.end();
                if (element != null) {
                    boundary(current);
                    return new StreamEvent.Received(element);
                }
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(current, builder);
            case XMLStreamConstants.DTD -> throw doctype();
            default -> throw new StreamException(StreamCondition.RESTRICTED_XML, "entity references are not allowed");
        }
        return null;
    }

    /** Whoever opens a stream inside a stream would wait for an answer that cannot come before its end. */
    private void checkNotOpening(GuardedScanner current, TreeBuilder builder) throws StreamException {
        if (!builder.isOpen()
                && XmlWriter.STREAMS.equals(Tags.namespace(current))
                && Tags.localName(current, limits).equals("stream")) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE, "the stream is open already");
        }
    }

    private StreamEvent open(GuardedScanner current) throws StreamException {
        StreamEvent event = new StreamEvent.Opened(Opening.header(current, limits));
        opening = new Opening(current);
        tree = new TreeBuilder(opening.contentNamespace());
        elementStart = intake.read();
        return event;
    }

    private void text(GuardedScanner current, @Nullable TreeBuilder builder)
            throws StreamException, XMLStreamException {
        String text = current.getText();
        if (builder != null && builder.isOpen()) {
            builder.text(text);
        } else if (!text.isBlank()) {
            // In a CDATA section: the rest was seen before.
            throw new StreamException(StreamCondition.BAD_FORMAT, "text between elements");
        } else {
            // RFC 6120 §4.6.1: white space between stanzas keeps a connection alive and means nothing.
            elementStart = intake.read();
        }
    }

    /** A first-level element has ended. */
    private void boundary(GuardedScanner current) throws XMLStreamException {
        long size = intake.read() - elementStart;
        elementStart = intake.read();
        limits = nextLimits;
        if (size > MAX_KEPT || current.names() > scanners.names() + MAX_NAMES) {
            drop();
            scanner();
        }
    }

    private void drop() {
        scanners.spent(intake.given() - scannerStart);
        scanner = null;
        tree = null;
    }

    /** Expects a new document next (RFC 6120 §4.3.3); bytes fed and not read belong to it. */
    public void restart() {
        if (scanner != null) {
            drop();
        }
        intake.restart();
        opening = null;
        isClosed = false;
        limits = nextLimits;
        elementStart = 0;
        checkedSlice = 0;
    }

    /**
     * Gives up what can be had again, if the stream stands between two first-level elements and everything is read. For
     * idle streams.
     */
    public void release() {
        boolean isIdle = opening != null && tree != null && !tree.isOpen() && intake.unread() == 0;
        if (isIdle && scanner != null && scanner.isBetweenTokens()) {
            drop();
            intake.clear();
        }
    }
}
