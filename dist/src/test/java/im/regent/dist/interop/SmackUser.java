package im.regent.dist.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.filter.MessageWithBodiesFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.roster.Roster.SubscriptionMode;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/** A person with Smack: logged in over STARTTLS, available, collecting messages. */
public final class SmackUser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final XMPPTCPConnection connection;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();

    private SmackUser(XMPPTCPConnection connection) {
        this.connection = connection;
        connection.addSyncStanzaListener(stanza -> inbox.add((Message) stanza), MessageWithBodiesFilter.INSTANCE);
    }

    /** A client that has not connected. */
    static XMPPTCPConnection client(DemoServer server, String name, String password, String mechanism)
            throws IOException {
        return client(server, name, password, mechanism, "smack");
    }

    /** A client that has not connected and asks for this resource, or for none. */
    static XMPPTCPConnection client(DemoServer server, String name, String password, String mechanism, String resource)
            throws IOException {
        XMPPTCPConnectionConfiguration.Builder builder = XMPPTCPConnectionConfiguration.builder();
        if (!resource.isEmpty()) {
            builder.setResource(resource);
        }
        return new XMPPTCPConnection(builder.setXmppDomain(JidCreate.domainBareFrom("localhost"))
                .setHost("127.0.0.1")
                .setPort(server.address("c2s").getPort())
                .setUsernameAndPassword(name, password)
                .setSecurityMode(SecurityMode.required)
                // Smack would initialise a context of ours anew, with the authorities of the JDK.
                .setCustomX509TrustManager(server.trust())
                .addEnabledSaslMechanism(mechanism)
                .build());
    }

    /** What a login of the demo's account ends with: {@code success}, or the condition of the failure. */
    static String attempt(DemoServer server, String name, String mechanism)
            throws IOException, SmackException, XMPPException, InterruptedException {
        XMPPTCPConnection connection = client(server, name, server.secret(name + "@localhost"), mechanism);
        connection.setUseStreamManagement(false);
        connection.connect();
        try {
            connection.login();
            return "success";
        } catch (SASLErrorException e) {
            return e.getSASLFailure().getSASLErrorString();
        } finally {
            connection.disconnect();
        }
    }

    /** As {@link #login}, with stream management and resumption, and this resource. */
    public static SmackUser loginManaged(DemoServer server, String name, String resource)
            throws IOException, SmackException, XMPPException, InterruptedException {
        XMPPTCPConnection connection =
                client(server, name, server.secret(name + "@localhost"), "SCRAM-SHA-1", resource);
        connection.setUseStreamManagement(true);
        connection.setUseStreamManagementResumption(true);
        SmackUser user = new SmackUser(connection);
        connection.connect();
        connection.login();
        return user;
    }

    /** Logs in an account of the demo with SCRAM-SHA-1, the strongest that Smack knows. */
    public static SmackUser login(DemoServer server, String name)
            throws IOException, SmackException, XMPPException, InterruptedException {
        XMPPTCPConnection connection = client(server, name, server.secret(name + "@localhost"), "SCRAM-SHA-1");
        // Plain RFC 6120; loginManaged is for stream management.
        connection.setUseStreamManagement(false);
        SmackUser user = new SmackUser(connection);
        Roster.getInstanceFor(connection).setSubscriptionMode(SubscriptionMode.accept_all);
        connection.connect();
        connection.login();
        return user;
    }

    public XMPPTCPConnection connection() {
        return connection;
    }

    public Roster roster() {
        return Roster.getInstanceFor(connection);
    }

    public void says(String to, String body) throws IOException, SmackException, InterruptedException {
        connection.sendStanza(MessageBuilder.buildMessage()
                .to(JidCreate.from(to))
                .ofType(Message.Type.chat)
                .setBody(body)
                .build());
    }

    public void becomes(Presence.Type type) throws SmackException, InterruptedException {
        connection.sendStanza(
                connection.getStanzaFactory().buildPresenceStanza().ofType(type).build());
    }

    /** The next message with a body. */
    public Message hears() throws InterruptedException {
        Message message = inbox.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    public boolean heardNothingElse() {
        return inbox.isEmpty();
    }

    public void awaitPresence(String contact, boolean isAvailable) throws IOException {
        BareJid jid = JidCreate.bareFrom(contact);
        await().atMost(PATIENCE)
                .until(() -> roster().getPresence(jid).getType()
                        == (isAvailable ? Presence.Type.available : Presence.Type.unavailable));
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
