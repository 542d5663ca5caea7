package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PrivilegedRosterTest.ROSTERS)
@Spec(xep = 356, version = "0.4.1")
class RosterPushesTest {
    private static TestComponent connected(TestServer server, String domain) {
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    private static TestClient interested(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .received();
        return juliet;
    }

    @Test
    @Section(value = "4.4", rules = "P9")
    void everyChangeIsPushedOnceWhoeverMadeIt(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends(
                "<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='romeo@montague.lit'/></query></iq>");
        pubsub.receives("<iq type='set' from='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='none'/></query></iq>")
                .receivesNothing();

        server.account("romeo@montague.lit");
        juliet.sends("<presence type='subscribe' to='romeo@montague.lit'/>");
        pubsub.receives("<iq type='set' from='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='none' ask='subscribe'/></query></iq>")
                .receivesNothing();

        server.connect("romeo@montague.lit/orchard").sends("<presence type='subscribed' to='juliet@capulet.lit'/>");
        pubsub.receives("<iq type='set' from='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='to'/></query></iq>")
                .receivesNothing();

        juliet.sends("<iq type='set' id='2'><query xmlns='jabber:iq:roster'>"
                + "<item jid='romeo@montague.lit' subscription='remove'/></query></iq>");
        pubsub.receives(
                        "<iq type='set' from='juliet@capulet.lit' to='pubsub.capulet.lit'>"
                                + "<query xmlns='jabber:iq:roster'><item jid='romeo@montague.lit' subscription='remove'/></query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.4", rules = "P10")
    void nothingIsPushedWherePushesAreOff(TestServer server) {
        TestComponent reader = connected(server, "reader.lit");
        TestComponent writer = connected(server, "writer.lit");
        TestComponent gateway = connected(server, "gateway.capulet.lit");

        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");

        reader.receivesNothing();
        writer.receivesNothing();
        gateway.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "result"})
    @Section(value = "4.4", rules = "P11")
    void answerToAPushIsIgnored(String type, TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = interested(server);
        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>")
                .received();
        String id = pubsub.received().get(0).attribute("id", "");

        pubsub.sends("<iq type='" + type + "' id='" + id + "' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                        + (type.equals("error")
                                ? "<error type='cancel'><feature-not-implemented xmlns='{stanzas}'/></error>"
                                : "")
                        + "</iq>")
                .receivesNothing();
        juliet.receivesNothing();
        assertThat(pubsub.streamError()).isEmpty();
    }

    @Test
    @Section(value = "4.4", rules = "P9")
    void nothingIsKeptForAnAbsentEntity(TestServer server) {
        connected(server, "pubsub.capulet.lit").losesConnection();
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");

        assertThat(server.component("pubsub.capulet.lit").received()).hasSize(1);
    }

    @Shuffled
    @Section(value = "4.4", rules = "P9")
    void pushesComeInTheOrderOfVersions(long seed, TestServer server) {
        server.shuffle(seed);
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = interested(server);
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            burst.append("<iq type='set' id='s")
                    .append(i)
                    .append("'><query xmlns='jabber:iq:roster'><item jid='a@b.lit' name='n")
                    .append(i)
                    .append("'/></query></iq>");
        }

        juliet.sends(burst.toString());

        for (int i = 0; i < 20; i++) {
            pubsub.receives("<iq type='set' from='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                    + "<item jid='a@b.lit' name='n" + i + "'/></query></iq>");
        }
        pubsub.receivesNothing();
    }
}
