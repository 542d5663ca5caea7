package im.regent.testkit;

import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.routing.ComponentSession;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A scripted component that has completed its handshake (XEP-0114). */
public final class TestComponent extends TestPeer<TestComponent> {
    private static final String NAMESPACE = "jabber:component:accept";

    private final TestStream stream;
    private final ComponentSession session;
    private final Registration route;

    TestComponent(TestServer server, Jid jid) {
        super(server, jid.toString());
        stream = server.stream(NAMESPACE, this::arrived, new Authenticated());
        session = new ComponentSession(server.routing(), jid, stream, "test-" + jid.domain());
        stream.opened();
        session.start();
        route = server.routing().router().bind(jid.domain(), session);
    }

    /** The error with which the server closed the stream. */
    public Optional<StreamError> streamError() {
        return stream.error();
    }

    @Override
    TestComponent self() {
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

    private final class Authenticated implements StreamHandler {
        @Override
        public void opened(StreamHeader header) {
            // The server's side of the header is not part of feature tests.
        }

        @Override
        public CompletionStage<Void> received(Element element) throws StreamException {
            return session.received(element);
        }

        @Override
        public void disconnected(Optional<StreamError> error) {
            route.close();
            session.end();
        }
    }
}
