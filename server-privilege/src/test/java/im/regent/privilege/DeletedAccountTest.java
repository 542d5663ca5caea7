package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** An account that an entity manages is deleted. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class DeletedAccountTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String PING = "<iq type='get' id='p1' from='pubsub.capulet.lit' to='" + JULIET
            + "'><privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='i1'"
            + " to='plain.lit'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";

    private static void delete(TestServer server) {
        server.provided(AccountChanges.class).delete(Jid.valueOf(JULIET), "enough");
        server.settle();
    }

    private static TestComponent pubsub(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    @Test
    @Section(value = "7.1", rules = "T40")
    void itsResourcesGoAndItsContactsAreForgotten(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.connect(JULIET + "/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.provided(Rosters.class).befriend(Jid.valueOf(JULIET), Jid.valueOf("romeo@montague.lit"));
        server.settle();
        romeo.sends("<presence type='unavailable'/>").sends("<presence/>");
        assertThat(pubsub.received().toString()).contains("romeo@montague.lit/orchard", JULIET + "/balcony");

        delete(server);

        assertThat(pubsub.received().toString())
                .containsOnlyOnce("from='" + JULIET + "/balcony'")
                .containsOnlyOnce("from='romeo@montague.lit/orchard'");
        // Whoever gets the address next begins with nothing.
        server.account(JULIET);
        romeo.sends("<presence type='unavailable'/>").sends("<presence/>");
        pubsub.receivesNothing();
        server.connect(JULIET + "/garden").available();
        assertThat(pubsub.received())
                .singleElement()
                .asString()
                .contains(JULIET + "/garden")
                .doesNotContain("unavailable");
    }

    @Test
    @Section(value = "6.3", rules = "T40")
    void whatWaitsForAnAnswerInItsNameIsGivenUp(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account(JULIET);
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(PING).receivesNothing();
        String asked = plain.received().toString();

        delete(server);

        pubsub.receives("<iq type='error' id='p1' from='" + JULIET
                        + "'><error type='auth'><forbidden xmlns='{stanzas}'/>"
                        + "<text xmlns='{stanzas}'>there is no account juliet@capulet.lit</text></error></iq>")
                .receivesNothing();
        // An answer that comes late is nobody's, and the address begins anew.
        String id = asked.replaceAll("(?s).* id='([^']*)'.*", "$1");
        server.account(JULIET);
        plain.sends("<iq type='result' from='plain.lit' to='" + JULIET + "' id='" + id + "'/>");
        pubsub.receivesNothing();
        pubsub.sends(PING).receivesNothing();
        assertThat(plain.received().toString()).contains("urn:xmpp:ping");
    }

    @Test
    @Section(value = "6.3", rules = "T40")
    void whatWaitsInOtherNamesGoesOn(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account(JULIET);
        server.account("nurse@capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(PING.replace(JULIET, "nurse@capulet.lit"));
        String asked = plain.received().toString();

        delete(server);
        pubsub.receivesNothing();

        String id = asked.replaceAll("(?s).* id='([^']*)'.*", "$1");
        plain.sends("<iq type='result' from='plain.lit' to='nurse@capulet.lit' id='" + id + "'/>");
        pubsub.receives("<iq type='result' id='p1' from='nurse@capulet.lit'/>");
    }
}
