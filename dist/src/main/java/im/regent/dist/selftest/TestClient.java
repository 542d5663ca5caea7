package im.regent.dist.selftest;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.w3c.dom.Element;

/** A client that has logged in. Belongs to one thread. */
final class TestClient implements AutoCloseable {
    private static final String CLIENT = "jabber:client";
    private static final String STREAMS = "http://etherx.jabber.org/streams";
    private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

    /**
     * Where and how clients connect.
     *
     * @param isDirectTls whether TLS begins at once; otherwise STARTTLS
     */
    record Door(InetSocketAddress address, String host, PinnedTls tls, boolean isDirectTls) {}

    /** A local part and its password. */
    record Login(String user, String password) {}

    private final XmppSocket socket;
    private final String address;
    private int lastId;

    private TestClient(XmppSocket socket, String address) {
        this.socket = socket;
        this.address = address;
    }

    /** Connects, logs in with SCRAM-SHA-256, binds a resource and becomes available. */
    static TestClient connect(Door door, Login login) throws StepFailure {
        XmppSocket socket = new XmppSocket(door.address());
        try {
            if (door.isDirectTls()) {
                socket.secure(door.tls(), door.host());
            } else {
                startTls(socket, door);
            }
            authenticate(socket, door.host(), login);
            TestClient client = new TestClient(socket, bind(socket, door.host()));
            client.send("<presence/>");
            client.await("its own presence", stanza -> Dom.is(stanza, "presence"));
            return client;
        } catch (StepFailure e) {
            socket.close();
            throw e;
        }
    }

    private static void startTls(XmppSocket socket, Door door) throws StepFailure {
        Element features = features(socket, door.host());
        if (!Dom.has(features, TLS, "starttls") || Dom.has(features, SASL, "mechanism")) {
            throw new StepFailure("the server must offer STARTTLS first, and no login before");
        }
        socket.send("<starttls xmlns='" + TLS + "'/>");
        socket.await("<proceed/>", element -> Dom.is(element, TLS, "proceed"));
        socket.secure(door.tls(), door.host());
    }

    private static Element features(XmppSocket socket, String host) throws StepFailure {
        socket.open(CLIENT, host);
        return socket.await("the stream features", element -> Dom.is(element, STREAMS, "features"));
    }

    private static void authenticate(XmppSocket socket, String host, Login login) throws StepFailure {
        features(socket, host);
        ScramClient scram = new ScramClient(login.user(), login.password(), new SecureRandom());
        socket.send("<auth xmlns='" + SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first() + "</auth>");
        Element challenge = socket.await("a challenge", element -> SASL.equals(element.getNamespaceURI()));
        if (!Dom.is(challenge, "challenge")) {
            throw new StepFailure("the login was refused: " + condition(challenge));
        }
        socket.send("<response xmlns='" + SASL + "'>" + scram.last(challenge.getTextContent()) + "</response>");
        Element outcome = socket.await("the outcome", element -> SASL.equals(element.getNamespaceURI()));
        if (!Dom.is(outcome, "success")) {
            throw new StepFailure("the login was refused: " + condition(outcome));
        }
        scram.verify(outcome.getTextContent());
    }

    private static String condition(Element failure) {
        return failure.getFirstChild() == null
                ? String.valueOf(failure.getLocalName())
                : String.valueOf(failure.getFirstChild().getLocalName());
    }

    private static String bind(XmppSocket socket, String host) throws StepFailure {
        features(socket, host);
        socket.send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        Element result = socket.await("a bound resource", element -> Dom.isAnswer(element, "bind"));
        String jid = result.getTextContent();
        if (!result.getAttribute("type").equals("result") || jid.isEmpty()) {
            throw new StepFailure("no resource was bound");
        }
        return jid;
    }

    /** The full address that was bound. */
    String address() {
        return address;
    }

    void send(String xml) throws StepFailure {
        socket.send(xml);
    }

    Element await(String what, java.util.function.Predicate<Element> fits) throws StepFailure {
        return socket.await(what, fits);
    }

    /** Sends a request and waits for its answer. */
    Element ask(String type, String to, String payload) throws StepFailure {
        String id = "q" + ++lastId;
        send("<iq type='" + type + "' id='" + id + "'" + (to.isEmpty() ? "" : " to='" + to + "'") + ">" + payload
                + "</iq>");
        return await("an answer", stanza -> Dom.isAnswer(stanza, id));
    }

    /** Ends the stream and waits until the server has ended its own. */
    void logOut() throws StepFailure {
        send("</stream:stream>");
        try {
            await("the end", stanza -> false);
        } catch (StepFailure e) {
            socket.close(); // that was the end
        }
    }

    /** Closes the connection, whatever state it is in. */
    void drop() {
        socket.drop();
    }

    @Override
    public void close() throws StepFailure {
        socket.close();
    }
}
