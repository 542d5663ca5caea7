package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Who acts for a user is held to the limits of the user's account. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = "features.roster.max-items = 1\n" + Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class LimitsOfTheUserTest {
    private static String rosterSet(String item) {
        return "<iq type='set' id='r1' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                + "<query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
    }

    private static TestComponent pubsub(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    @Test
    @Section(value = "9", rules = "P40")
    void aFullRosterIsFullForTheEntityAsForTheUser(TestServer server) {
        TestComponent pubsub = pubsub(server);
        pubsub.sends(rosterSet("<item jid='a@b.lit'/>")).received();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='c@d.lit'/></query></iq>");
        String own = juliet.received().toString();

        String answer =
                pubsub.sends(rosterSet("<item jid='c@d.lit'/>")).received().toString();

        assertThat(own).contains("type='error'");
        String error = own.substring(own.indexOf("<error"), own.indexOf("</error>"));
        assertThat(answer).contains("id='r1'", error);
    }

    @Test
    @Section(
            value = "9",
            rules = {"P40", "T7"})
    void noSubscriptionToAStrangerIsClaimed(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();

        pubsub.sends(rosterSet("<item jid='romeo@montague.lit' subscription='both'/>"));

        assertThat(pubsub.received().toString())
                .contains("jid='romeo@montague.lit'", "subscription='none'")
                .doesNotContain("subscription='both'");
        romeo.receivesNothing();
        romeo.sends("<presence><show>away</show></presence>");
        assertThat(juliet.received().toString()).doesNotContain("away");
    }
}
