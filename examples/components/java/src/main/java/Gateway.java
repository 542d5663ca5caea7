import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.jivesoftware.whack.ExternalComponentManager;
import org.xmpp.component.AbstractComponent;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Roster;

/** A privileged component with Whack: reads a roster, adds a contact, speaks for a user. */
public class Gateway extends AbstractComponent {
    private static final String PRIVILEGE = "urn:xmpp:privilege:2";

    private final CountDownLatch granted = new CountDownLatch(1);
    private final ExternalComponentManager manager;

    Gateway(ExternalComponentManager manager) {
        this.manager = manager;
    }

    /** The server tells what we may do. Everything before this would be too early. */
    @Override
    protected void handleMessage(Message message) {
        Element privilege = message.getChildElement("privilege", PRIVILEGE);
        if (privilege != null && message.getFrom().toString().equals("localhost")) {
            System.out.println("granted: " + privilege.asXML());
            granted.countDown();
        }
    }

    private void work() throws Exception {
        if (!granted.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no privileges were advertised");
        }
        Roster ask = new Roster(IQ.Type.get);
        ask.setTo("alice@localhost");
        System.out.println("alice knows: " + ask(ask).getChildElement().asXML());

        Roster add = new Roster(IQ.Type.set);
        add.setTo("alice@localhost");
        Element item = add.getChildElement().addElement("item");
        item.addAttribute("jid", "weather@gateway.localhost");
        item.addAttribute("name", "Weather");
        item.addAttribute("subscription", "both");
        item.addElement("group").setText("Services");
        ask(add);
        System.out.println("alice has a new contact");

        Message wrapper = new Message();
        wrapper.setTo("localhost");
        wrapper.setFrom("gateway.localhost");
        Element forwarded =
                wrapper.addChildElement("privilege", PRIVILEGE).addElement("forwarded", "urn:xmpp:forward:0");
        Element message = forwarded.addElement("message", "jabber:client");
        message.addAttribute("from", "alice@localhost");
        message.addAttribute("to", "bob@localhost");
        message.addAttribute("type", "chat");
        message.addElement("body", "jabber:client").setText("Sent by a component, as alice, from Java");
        manager.sendPacket(this, wrapper);
        System.out.println("bob has a message");
    }

    private IQ ask(IQ request) throws Exception {
        request.setFrom("gateway.localhost");
        IQ answer = manager.query(this, request, 20_000);
        if (answer == null || answer.getType() != IQ.Type.result) {
            throw new IllegalStateException("refused: " + (answer == null ? "no answer" : answer.toXML()));
        }
        return answer;
    }

    @Override
    public String getName() {
        return "Gateway";
    }

    @Override
    public String getDescription() {
        return "An example of a privileged component";
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "5347"));
        ExternalComponentManager manager = new ExternalComponentManager("127.0.0.1", port);
        manager.setServerName("localhost");
        manager.setSecretKey("gateway", System.getenv("SECRET"));
        Gateway gateway = new Gateway(manager);
        manager.addComponent("gateway", gateway);
        gateway.work();
        manager.removeComponent("gateway");
        System.exit(0);
    }
}
