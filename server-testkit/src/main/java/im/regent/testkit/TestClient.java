package im.regent.testkit;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Attachment;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.SessionMemory;
import im.regent.core.session.Sessions;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A scripted client that has logged in and bound its resource; it has not sent presence. */
public final class TestClient extends TestPeer<TestClient> {
    /** From where every peer of the testkit is connected, as the server sees it; others must never see it. */
    public static final String NETWORK_ADDRESS = "192.0.2.77";

    private final Map<String, Element> remembered = new HashMap<>();
    private TestStream stream;
    private ClientSession session;
    private Attachment attachment;

    TestClient(TestServer server, Jid jid) {
        super(server, jid.toString());
        stream = server.stream(XmlWriter.CLIENT, this::arrived, new Bound());
        session = new ClientSession(server.routing(), jid, stream, "test-" + jid.resource(), "en");
        attachment = session.attachment().orElseThrow();
        if (session.start(Integer.MAX_VALUE) != Sessions.Attempt.BOUND) {
            throw new AssertionError(jid + " is bound already");
        }
        stream.opened();
    }

    boolean isConnected() {
        return server().routing().sessions().find(jid()).filter(session::equals).isPresent();
    }

    /** Its server is about to stop: the session is saved, and the connection is gone. */
    void leaves(List<SessionMemory> memories) {
        remembered.clear();
        memories.forEach(memory -> memory.save(session)
                .ifPresent(known -> remembered.put(
                        memory.name(),
                        Wire.element(new XmlWriter().document(known).toString()))));
        session.retire();
        stream.vanishes();
    }

    /** There is a server again. */
    void comesBack(List<SessionMemory> memories) {
        stream = server().stream(XmlWriter.CLIENT, this::arrived, new Bound());
        session = ClientSession.detached(
                server().routing(), jid(), stream.loop(), "test-" + jid().resource(), session.lang());
        attachment = session.attach(stream, session.streamId());
        if (session.start(Integer.MAX_VALUE) != Sessions.Attempt.BOUND) {
            throw new AssertionError(jid() + " is bound already");
        }
        for (SessionMemory memory : memories) {
            Element known = remembered.get(memory.name());
            if (known != null) {
                memory.restore(session, known);
            }
        }
        stream.opened();
    }

    /** All the others are back, too. */
    void isBack(List<SessionMemory> memories) {
        memories.forEach(memory -> memory.revived(session));
    }

    /** Its full address. */
    public Jid jid() {
        return session.jid();
    }

    /** Sends initial presence, and forgets what it receives because of that. */
    public TestClient available() {
        sends("<presence/>");
        received();
        return this;
    }

    /** Sends the closing tag of its stream. */
    public TestClient closesStream() {
        return sends("</stream:stream>");
    }

    /** The error with which the server closed the stream. */
    public Optional<StreamError> streamError() {
        return stream.error();
    }

    @Override
    TestClient self() {
        return this;
    }

    @Override
    void write(String xml) {
        stream.incoming(xml);
    }

    @Override
    void drop() {
        stream.lost();
    }

    private final class Bound implements StreamHandler {
        @Override
        public void opened(StreamHeader header) {
            // The server's side of the header is not part of feature tests.
        }

        @Override
        public CompletionStage<Void> received(Element element) throws StreamException {
            return attachment.received(element);
        }

        @Override
        public void closed() {
            attachment.closed();
        }

        @Override
        public void disconnected(Optional<StreamError> error) {
            attachment.end(error);
        }
    }
}
