package im.regent.im.subscription;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import java.util.List;

/** Juliet and Romeo, interested and available. */
final class Scene {
    private Scene() {}

    static String push(String item) {
        return "<iq type='set'><query xmlns='jabber:iq:roster' ver='{any}'>" + item + "</query></iq>";
    }

    static TestClient juliet(TestServer server) {
        return Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
    }

    static TestClient romeo(TestServer server) {
        return Friends.interested(server.connect("romeo@montague.lit/orchard")).available();
    }

    static String subscription(TestClient owner) {
        owner.received();
        owner.sends("<iq type='get' id='state'><query xmlns='jabber:iq:roster'/></iq>");
        List<Element> items = owner.received().get(0).firstChild().orElseThrow().children();
        return items.isEmpty()
                ? "absent"
                : items.get(0).attribute("subscription", "")
                        + items.get(0).attribute("ask").map(ask -> "+ask").orElse("")
                        + items.get(0)
                                .attribute("approved")
                                .map(yes -> "+approved")
                                .orElse("");
    }
}
