package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class ClientAddressTest {
    private static final String[] QUESTIONS = {
        "<query xmlns='http://jabber.org/protocol/disco#info'/>",
        "<query xmlns='http://jabber.org/protocol/disco#items'/>",
        "<query xmlns='jabber:iq:version'/>",
        "<query xmlns='jabber:iq:last'/>",
        "<query xmlns='jabber:iq:roster'/>",
        "<query xmlns='jabber:iq:private'/>",
        "<time xmlns='urn:xmpp:time'/>",
        "<ping xmlns='urn:xmpp:ping'/>",
        "<vCard xmlns='vcard-temp'/>",
        "<address xmlns='urn:xmpp:sic:1'/>",
        "<address xmlns='urn:xmpp:sic:0'/>",
        "<query xmlns='http://jabber.org/protocol/stats'/>",
        "<command xmlns='http://jabber.org/protocol/commands' node='http://jabber.org/protocol/admin#user-stats'/>"
    };

    private static void ask(TestPeer<?> who, String from) {
        for (String to : new String[] {
            "capulet.lit", "juliet@capulet.lit", "juliet@capulet.lit/balcony", "juliet@capulet.lit/none"
        }) {
            for (String question : QUESTIONS) {
                who.sends("<iq type='get' id='q' from='" + from + "' to='" + to + "'>" + question + "</iq>");
            }
            who.sends("<presence type='probe' from='" + from + "' to='" + to + "'/>")
                    .sends("<message type='chat' from='" + from + "' to='" + to + "'><body>x</body></message>");
        }
    }

    @Test
    @Section(value = "13.10.1", rules = "R136")
    void nobodyElseLearnsFromWhereAClientIsConnected(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient paris = server.connect("paris@capulet.lit/tomb").available();
        TestComponent gateway = server.component("gateway.capulet.lit");
        Friends.befriend(juliet, romeo);
        juliet.sends("<presence><status>here</status></presence>")
                .sends("<presence to='paris@capulet.lit'/><presence to='x@gateway.capulet.lit'/>")
                .sends("<message to='romeo@montague.lit'><body>x</body></message>")
                .sends("<message to='paris@capulet.lit/gone' type='normal'><body>x</body></message>")
                .sends("<message to='x@gateway.capulet.lit'><body>x</body></message>")
                .sends("<iq type='get' id='1' to='x@gateway.capulet.lit'>" + QUESTIONS[0] + "</iq>")
                .sends("<iq type='get' id='2' to='romeo@montague.lit/orchard'>" + QUESTIONS[0] + "</iq>");
        ask(romeo, "romeo@montague.lit/orchard");
        ask(paris, "paris@capulet.lit/tomb");
        ask(gateway, "x@gateway.capulet.lit");
        juliet.sends("<not-a-stanza/>");
        assertThat(juliet.streamError()).isPresent();
        server.connect("juliet@capulet.lit/again").available().losesConnection();

        List<Element> seen = new ArrayList<>(romeo.received());
        seen.addAll(paris.received());
        seen.addAll(gateway.received());
        assertThat(seen).hasSizeGreaterThan(60);
        assertThat(seen).noneMatch(element -> element.toString().contains(TestClient.NETWORK_ADDRESS));
    }
}
