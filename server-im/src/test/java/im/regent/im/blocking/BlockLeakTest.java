package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A blocked sender gets, to the byte, what everybody gets who writes to an account that does not exist, on a server that
 * answers such messages. The one difference is what the XEP demands: a probe is not answered at all.
 */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = "features.delivery.refuse-unknown-accounts = true")
@Spec(xep = 191, version = "1.3")
class BlockLeakTest {
    private static List<String> stanzas() {
        List<String> all = new ArrayList<>();
        for (String to : List.of("WHO@capulet.lit", "WHO@capulet.lit/balcony", "WHO@capulet.lit/none")) {
            for (String type : List.of("normal", "chat", "groupchat", "headline", "error")) {
                all.add("<message type='" + type + "' to='" + to + "' id='m'><body>x</body></message>");
            }
            for (String type : List.of("get", "set")) {
                for (String payload : List.of(
                        "<query xmlns='jabber:iq:version'/>",
                        "<query xmlns='http://jabber.org/protocol/disco#info'/>",
                        "<query xmlns='http://jabber.org/protocol/disco#items'/>",
                        "<query xmlns='jabber:iq:roster'/>",
                        "<blocklist xmlns='urn:xmpp:blocking'/>",
                        "<block xmlns='urn:xmpp:blocking'/>",
                        "<ping xmlns='urn:xmpp:ping'/>",
                        "<x xmlns='urn:x'/>")) {
                    all.add("<iq type='" + type + "' to='" + to + "' id='i'>" + payload + "</iq>");
                }
            }
            all.add("<iq type='result' to='" + to + "' id='i'/>");
            all.add("<iq type='error' to='" + to + "' id='i'/>");
            for (String type : List.of("", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed")) {
                String typed = type.isEmpty() ? "" : " type='" + type + "'";
                all.add("<presence" + typed + " to='" + to + "' id='p'/>");
            }
        }
        return all;
    }

    private static String view(TestClient romeo, String stanza, String who) {
        romeo.sends(stanza.replace("WHO", who));
        return romeo.received().toString().replace(who, "WHO");
    }

    @Test
    @Section("3.3")
    void blockedStrangerSeesNoAccount(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        block(juliet, "romeo@montague.lit");
        for (String stanza : stanzas()) {
            assertThat(view(romeo, stanza, "juliet")).as(stanza).isEqualTo(view(romeo, stanza, "nobody"));
        }
        juliet.receivesNothing();
    }

    @Test
    @Section("3.3")
    void blockedContactSeesWhatAStrangerSees(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.received();
        for (String stanza : stanzas()) {
            if (!stanza.startsWith("<presence")) {
                assertThat(view(romeo, stanza, "juliet")).as(stanza).isEqualTo(view(romeo, stanza, "nobody"));
            }
        }
        romeo.sends("<presence type='probe' to='juliet@capulet.lit' id='p'/>").receivesNothing();
        juliet.receivesNothing();
    }
}
