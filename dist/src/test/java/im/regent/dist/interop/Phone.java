package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Alice's client: it reads messages with a number at the start of their bodies, counts what it has handled, says so when it is
 * asked (XEP-0198), and may come back. Logs in and binds in one step (XEP-0388, XEP-0386).
 */
final class Phone implements AutoCloseable {
    static final String BIND = "<bind xmlns='urn:xmpp:bind:0'/>";
    static final String PING = "<iq type='get' id='last' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>";
    static final String NEXT = "(<r xmlns=|<fin |<presence |<body>\\d+ |<iq [^>]*id=['\"]last['\"])";

    /** What it has read, over all its connections. */
    final List<Integer> numbers = new ArrayList<>();

    private final String device;
    private int handled;
    private RawClient client;
    private String session = "";
    private String address = "";

    /**
     * Logs in, and is available.
     *
     * @param device of which it is: the server ends earlier sessions of the same one
     */
    Phone(DemoServer server, String device) throws Exception {
        this.device = device;
        this.client = begin(server, device);
        isBound();
    }

    private static RawClient begin(DemoServer server, String device) throws Exception {
        return connect(
                server,
                "alice",
                "<user-agent id='" + device + "'/><bind xmlns='urn:xmpp:bind:0'>"
                        + "<enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>");
    }

    private void isBound() throws Exception {
        String success = client.reads("(<success .*?</success>)");
        session = success.replaceFirst("(?s).*<enabled [^>]*\\bid=['\"]([^'\"]+)['\"].*", "$1");
        address = success.replaceFirst("(?s).*<authorization-identifier>([^<]+)<.*", "$1");
        handled = 0;
        sends("<presence/>").settles();
    }

    /** Somebody's connection over which a request to log in was sent. */
    static RawClient connect(DemoServer server, String user, String login) throws Exception {
        byte[] password = ("\0" + user + "\0" + server.secret(user + "@localhost")).getBytes(UTF_8);
        RawClient client = new RawClient(server);
        client.sends("<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0'"
                + " xmlns:stream='http://etherx.jabber.org/streams' to='localhost' from='" + user + "@localhost'>");
        client.sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'><initial-response>"
                + Base64.getEncoder().encodeToString(password) + "</initial-response>" + login + "</authenticate>");
        return client;
    }

    /** Somebody who is bound, and not available. */
    static RawClient login(DemoServer server, String user) throws Exception {
        RawClient client = connect(server, user, BIND);
        client.reads("<success .*?</success>");
        return client;
    }

    static Integer number(String next) {
        return Integer.valueOf(next.substring("<body>".length()).strip());
    }

    /** Begins a new session, and is available. */
    void comes(DemoServer server) throws Exception {
        client = begin(server, device);
        isBound();
    }

    /** Its full address. */
    String address() {
        return address;
    }

    Phone sends(String xml) throws IOException {
        client.sends(xml);
        return this;
    }

    /** Until it has so many of the messages. */
    void reads(int count) throws Exception {
        while (numbers.size() < count) {
            next();
        }
    }

    private String next() throws Exception {
        String next = client.reads(NEXT);
        if (next.startsWith("<r")) {
            acknowledges();
        } else {
            handled++;
            if (next.startsWith("<body>")) {
                numbers.add(number(next));
            }
        }
        return next;
    }

    /** Until the server has handled everything that it has sent. */
    void settles() throws Exception {
        asks(PING);
    }

    /** Until a request with the id {@code last} is answered. */
    void asks(String request) throws Exception {
        sends(request);
        while (!next().startsWith("<iq")) {
            // Whatever comes before is read.
        }
    }

    /** Until the server has handled everything that it has sent; what comes before it does not read, and does not count. */
    void ignores() throws Exception {
        sends(PING);
        client.reads("<iq [^>]*id=['\"]last['\"]");
    }

    /** Says how far it is, without being asked. */
    Phone acknowledges() throws IOException {
        return sends("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
    }

    /** Its connection breaks. */
    void loses() throws IOException {
        client.close();
    }

    /** Goes on with its session over another connection. */
    void resumes(DemoServer server) throws Exception {
        String resume = "<resume xmlns='urn:xmpp:sm:3' h='" + handled + "' previd='" + session + "'/>";
        client = connect(server, "alice", resume + BIND);
        assertThat(client.reads("(<success .*?</success>)")).contains("<resumed ");
    }

    /** Ends its session. */
    void leaves() throws Exception {
        sends("</stream:stream>");
        client.reads("</stream:stream>");
        client.close();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
