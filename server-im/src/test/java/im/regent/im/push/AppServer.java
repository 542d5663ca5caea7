package im.regent.im.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import java.util.List;

/** An app server that is a component, a phone that uses it, and somebody who writes. */
final class AppServer {
    static final String NODE = "yxs32uqsflafdk3iuqo";
    static final String OPTIONS = "<x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
            + "<field var='secret'><value>eruio234vzxc2kla-91</value></field></x>";

    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    final TestServer server;
    final TestComponent component;
    final TestClient romeo;

    AppServer(TestServer server) {
        this.server = server;
        component = server.component("push.client.lit");
        romeo = server.connect("romeo@capulet.lit/orchard");
    }

    static String enable(String id, String node, String options) {
        return "<iq type='set' id='" + id + "'><enable xmlns='urn:xmpp:push:0' jid='push.client.lit' node='" + node
                + "'>" + options + "</enable></iq>";
    }

    /** A phone that has enabled notifications and is online. */
    TestClient phone() {
        return server.connect("juliet@capulet.lit/phone")
                .available()
                .sends(enable("e", NODE, OPTIONS))
                .receives("<iq type='result' id='e'/>");
    }

    /** It has enabled notifications and is gone. */
    void phoneLeaves() {
        phone().closesStream();
        component.received();
    }

    void says(String body) {
        romeo.sends("<message type='chat' to='juliet@capulet.lit'><body>" + body + "</body></message>");
    }

    /** The only request that has come. */
    Element notified() {
        List<Element> requests = component.received();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    void accepts(Element request) {
        component.sends("<iq type='result' id='" + request.attribute("id", "") + "' from='push.client.lit' to='"
                + request.attribute("from", "") + "'/>");
    }

    void refuses(Element request, String type, String condition) {
        component.sends("<iq type='error' id='" + request.attribute("id", "") + "' from='push.client.lit' to='"
                + request.attribute("from", "") + "'><error type='" + type + "'><" + condition
                + " xmlns='{stanzas}'/></error></iq>");
    }

    /** The value of a field of the summary, or {@code -}. */
    static String field(Element request, String name) {
        return request.firstChild().orElseThrow().child(PUBSUB, "publish").stream()
                .flatMap(publish -> publish.child(PUBSUB, "item").stream())
                .flatMap(item -> item.child("urn:xmpp:push:0", "notification").stream())
                .flatMap(notification -> notification.child("jabber:x:data", "x").stream())
                .flatMap(form -> form.children("jabber:x:data", "field").stream())
                .filter(field -> field.attribute("var", "").equals(name))
                .flatMap(field -> field.child("jabber:x:data", "value").stream())
                .map(Element::text)
                .findFirst()
                .orElse("-");
    }
}
