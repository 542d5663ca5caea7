package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions that a gateway writes into rosters. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = RosterSubscriptionTest.GATEWAYS)
@Spec(xep = 356, version = "0.4.1")
class RosterSubscriptionTest {
    static final String GATEWAYS = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "gateway.capulet.lit" { roster = both, roster-push = false }
              "pubsub.capulet.lit" { roster = both, roster-push = false, roster-subscription = any }
              "plain.lit" { roster = both, roster-push = false, roster-subscription = never }
            } } }
            """;

    private static TestComponent connected(TestServer server, String domain) {
        server.account("juliet@capulet.lit");
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    private static String set(String from, String contact, String subscription) {
        return "<iq type='set' id='r2' from='" + from + "' to='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                + "<item jid='" + contact + "' name='X' subscription='" + subscription + "'/></query></iq>";
    }

    private static String roster(TestComponent component, String from) {
        return component
                .sends("<iq type='get' id='r1' from='" + from + "' to='juliet@capulet.lit'>"
                        + "<query xmlns='jabber:iq:roster'/></iq>")
                .received()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.capulet.lit, x@gateway.capulet.lit, both",
        "gateway.capulet.lit, gateway.capulet.lit, both",
        "gateway.capulet.lit, romeo@montague.lit, none",
        "pubsub.capulet.lit, romeo@montague.lit, both",
        "plain.lit, x@plain.lit, none"
    })
    @Section(value = "4.3", rules = "T7")
    void theSubscriptionIsHonouredWhereTheConfigurationSaysSo(
            String entity, String contact, String expected, TestServer server) {
        TestComponent component = connected(server, entity);

        component.sends(set(entity, contact, "both")).receives("<iq type='result' id='r2'/>");

        assertThat(roster(component, entity)).contains("jid='" + contact + "'", "subscription='" + expected + "'");
        // What was set without asking anybody can be read up.
        assertThat(server.provided(Privileges.class).log(0).get(0))
                .contains("roster", expected.equals("both") ? "set subscription=both" : "set");
    }

    @Test
    @Section(value = "4.3", rules = "T7")
    void theContactSeesTheUsersPresenceFromThenOnAndNobodyIsAsked(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .received();

        gateway.sends(set("gateway.capulet.lit", "x@gateway.capulet.lit", "both"))
                .receivesInAnyOrder(
                        "<iq type='result' id='r2'/>",
                        "<presence from='juliet@capulet.lit/balcony' to='x@gateway.capulet.lit'/>")
                .receivesNothing();
        juliet.receives("<iq type='set'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='x@gateway.capulet.lit' name='X' subscription='both'/></query></iq>")
                .receivesNothing();

        gateway.sends(set("gateway.capulet.lit", "x@gateway.capulet.lit", "to"))
                .receivesInAnyOrder(
                        "<iq type='result' id='r2'/>",
                        "<presence type='unavailable' from='juliet@capulet.lit/balcony' to='x@gateway.capulet.lit'/>");
        juliet.sends("<presence><show>away</show></presence>");
        gateway.receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "T7")
    void aSubscriptionThatIsWrittenAgainIsSilent(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        server.connect("juliet@capulet.lit/balcony").available();
        gateway.sends(set("gateway.capulet.lit", "x@gateway.capulet.lit", "both"))
                .received();

        gateway.sends(set("gateway.capulet.lit", "x@gateway.capulet.lit", "both"))
                .receives("<iq type='result' id='r2'/>")
                .receivesNothing();
    }

    @Test
    @Spec(rfc = 6121)
    @Section(value = "2.1.2.5", rules = "T7")
    void aClientsSubscriptionIsIgnoredAsEver(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='both'/></query></iq>")
                .received();

        assertThat(juliet.sends("<iq type='get' id='2'><query xmlns='jabber:iq:roster'/></iq>")
                        .received()
                        .toString())
                .contains("subscription='none'");
    }

    @Test
    @Section(value = "4.3", rules = "T10")
    void theResultIsEmptyOnlyForWhoGaveTheVersion(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        String whole = roster(gateway, "gateway.capulet.lit");
        assertThat(whole).contains("<query");
        String version = whole.replaceAll(".* ver='([^']*)'.*", "$1");

        gateway.sends("<iq type='get' id='r3' from='gateway.capulet.lit' to='juliet@capulet.lit'>"
                + "<query xmlns='jabber:iq:roster' ver='" + version + "'/></iq>");

        assertThat(gateway.received()).singleElement().satisfies(answer -> {
            assertThat(answer.attribute("type", "")).isEqualTo("result");
            assertThat(answer.children()).isEmpty();
        });
    }
}
