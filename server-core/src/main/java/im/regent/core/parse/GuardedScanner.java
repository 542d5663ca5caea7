package im.regent.core.parse;

import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.async.AsyncByteArrayScanner;
import com.fasterxml.aalto.in.PName;
import com.fasterxml.aalto.in.ReaderConfig;
import im.regent.core.stream.StreamCondition;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Aalto's asynchronous scanner with the doors closed that RFC 6120 §11.1 wants closed, and windows onto its state: how far it
 * has read, what it is in the middle of, and how many names it has learnt.
 *
 * <p>Never closed: closing would merge its names into the table that all scanners share, where peers could fill it for ever.
 */
final class GuardedScanner extends AsyncByteArrayScanner {
    /** What {@link #advance} returns while the next token is not complete. */
    static final int INCOMPLETE = AsyncXMLStreamReader.EVENT_INCOMPLETE;

    private boolean isInTree;

    GuardedScanner(ReaderConfig config) {
        super(config);
    }

    /** The next token's type. */
    int advance() throws XMLStreamException {
        if (isInTree) {
            return nextFromTree();
        }
        int token = nextFromProlog(true);
        isInTree = token == XMLStreamConstants.START_ELEMENT;
        return token;
    }

    /** Gives it bytes to read; it has read all it had. */
    void feed(byte[] bytes, int from, int to) throws XMLStreamException {
        feedInput(bytes, from, to - from);
    }

    /** How many bytes it has been given and has not read. */
    int unread() {
        return _inputEnd - _inputPtr;
    }

    /** Where the first unread byte is in the array that it was fed. */
    int position() {
        return _inputPtr;
    }

    /** Lets go of the array that it was fed; the unread bytes stand in another one. */
    void moveTo(byte[] bytes, int from) {
        int unread = unread();
        _inputBuffer = bytes;
        _inputPtr = from;
        _inputEnd = from + unread;
    }

    /** Whether it stands between two tokens and keeps nothing of the next: where character data would go on. */
    boolean isBetweenTokens() {
        return isInTree
                && _nextEvent == INCOMPLETE
                && _state == STATE_DEFAULT
                && _pendingInput == 0
                && !_tokenIncomplete;
    }

    /**
     * Whether the unread bytes begin with character data that is not white space, seen from between two tokens. Told from the
     * bytes and not from tokens, because how much of the data becomes one token depends on how it arrived.
     */
    boolean isBeforeText() {
        boolean isBetween = _currToken != INCOMPLETE
                ? !(_currToken == START_ELEMENT && _isEmptyTag)
                : (_nextEvent == INCOMPLETE || _nextEvent == CHARACTERS) && _state == STATE_DEFAULT;
        if (!isBetween) {
            return false;
        }
        for (int i = _inputPtr; i < _inputEnd; i++) {
            byte b = _inputBuffer[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b != '<';
            }
        }
        return false;
    }

    /** Whether the next byte, if it opens nothing, is character data. */
    boolean isInCharacterData() {
        return _nextEvent == INCOMPLETE && _state == STATE_DEFAULT;
    }

    boolean isInDoctype() {
        return !isInTree && _nextEvent == DTD;
    }

    /** Whether an end tag ended before its name was what it should be; the scanner itself waits for four bytes to tell. */
    boolean isInWrongEndTag() {
        if (_nextEvent == END_ELEMENT && _state == STATE_DEFAULT) {
            for (int i = 0; i < _currQuadBytes; i++) {
                if ((byte) (_currQuad >> 8 * i) == '>') {
                    return true;
                }
            }
        }
        return false;
    }

    /** Attributes and namespace declarations in the unfinished tag; 0 if it is not in one. */
    int pendingAttributes() {
        return _nextEvent == START_ELEMENT ? _attrCollector.getCount() : 0;
    }

    int pendingNamespaces() {
        return _nextEvent == START_ELEMENT ? _currNsCount : 0;
    }

    /** How many names its table holds. */
    int names() {
        return _symbols == null ? 0 : _symbols.size();
    }

    /** Makes its names those that every new scanner of the configuration begins with. */
    void teach(ReaderConfig configuration) {
        // The first call makes the table that the second one fills.
        configuration.getBBSymbols();
        configuration.updateBBSymbols(_symbols);
    }

    /** The version in the XML declaration, or 1.0. */
    boolean isVersion10() {
        String version = _config.getXmlDeclVersion();
        return version == null || version.equals("1.0");
    }

    boolean isStandaloneNo() {
        return _config.getXmlDeclStandalone() == ReaderConfig.STANDALONE_NO;
    }

    @Override
    protected void _releaseBuffers() {
        throw new IllegalStateException("scanners are never closed");
    }

    // RFC 6120 §11.1: "an XML stream MUST NOT contain [...] comments, processing instructions, internal or external DTD
    // subsets, internal or external entity references with the exception of predefined entities".

    @Override
    protected int parseCommentContents() throws XMLStreamException {
        throw new Refusal(StreamCondition.RESTRICTED_XML, "comments are not allowed");
    }

    @Override
    protected int handlePI() throws XMLStreamException {
        throw new Refusal(StreamCondition.RESTRICTED_XML, "processing instructions are not allowed");
    }

    @Override
    protected void reportUnexpandedEntityInAttr(PName name, boolean isNsDecl) throws XMLStreamException {
        throw new Refusal(StreamCondition.RESTRICTED_XML, "entity references are not allowed");
    }

    @Override
    protected void verifyAndSetXmlEncoding() throws XMLStreamException {
        // RFC 6120 §11.6: "Implementations MUST support the UTF-8 transformation"; no other.
        if (!_textBuilder.contentsAsString().equalsIgnoreCase("UTF-8")) {
            throw new Refusal(StreamCondition.UNSUPPORTED_ENCODING, "the encoding must be UTF-8");
        }
        super.verifyAndSetXmlEncoding();
    }
}
