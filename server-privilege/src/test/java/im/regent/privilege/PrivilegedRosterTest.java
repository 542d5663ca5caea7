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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PrivilegedRosterTest.ROSTERS)
@Spec(xep = 356, version = "0.4.1")
class PrivilegedRosterTest {
    static final String ROSTERS = Scene.COMPONENTS + """
            admins = ["admin@capulet.lit"]
            components { "reader.lit" { secret = "0123456789abcdef" }, "writer.lit" { secret = "0123456789abcdef" } }
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" { roster = both }
              "reader.lit" { roster = get, roster-push = false }
              "writer.lit" { roster = set }
              "gateway.capulet.lit" { message = outgoing }
            } } }
            """;

    private static String get(String from, String to) {
        return "<iq type='get' id='r1' from='" + from + "' to='" + to + "'><query xmlns='jabber:iq:roster'/></iq>";
    }

    private static String set(String from, String to, String items) {
        return "<iq type='set' id='r2' from='" + from + "' to='" + to + "'><query xmlns='jabber:iq:roster'>" + items
                + "</query></iq>";
    }

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

    @ParameterizedTest
    @CsvSource({"writer.lit, get", "gateway.capulet.lit, get", "reader.lit, set", "gateway.capulet.lit, set"})
    @Section(
            value = "4.3",
            rules = {"P3", "T9"})
    void requestThatIsNotGrantedIsForbiddenWhetherThereIsAnAccountOrNot(String entity, String type, TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent component = connected(server, entity);

        for (String account : new String[] {"juliet@capulet.lit", "nobody@capulet.lit"}) {
            component
                    .sends(type.equals("get") ? get(entity, account) : set(entity, account, "<item jid='x@y.lit'/>"))
                    .receives("<iq type='error' id='{any}' from='" + account + "' to='" + entity
                            + "'><error type='auth'><forbidden xmlns='{stanzas}'/><text xmlns='{stanzas}'>roster "
                            + type
                            + " is not granted to " + entity + "</text></error></iq>")
                    .receivesNothing();
        }
        assertThat(server.connect("juliet@capulet.lit/x")
                        .sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                        .received())
                .singleElement()
                .asString()
                .doesNotContain("<item");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x@pubsub.capulet.lit", "pubsub.capulet.lit/x"})
    @Section(
            value = "4.3",
            rules = {"P3", "T11"})
    void usersOfTheEntityAreForbidden(String from, TestServer server) {
        server.account("juliet@capulet.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(get(from, "juliet@capulet.lit"))
                .receives("<iq type='error' id='r1' to='" + from
                        + "'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "P3")
    void grantIsForOneHostOnly(TestServer server) {
        server.account("romeo@montague.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(get("pubsub.capulet.lit", "romeo@montague.lit"))
                .receives("<iq type='error' id='r1'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"P4", "P5", "P7", "P9"})
    void rosterIsWrittenAndReadAsTheOwnerWouldWhileTheOwnerIsOffline(TestServer server) {
        server.account("juliet@capulet.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(set(
                        "pubsub.capulet.lit",
                        "juliet@capulet.lit",
                        "<item jid='nurse@capulet.lit' name='Nurse'><group>Servants</group></item>"))
                .receivesInAnyOrder(
                        "<iq type='result' id='r2' from='juliet@capulet.lit' to='pubsub.capulet.lit'/>",
                        "<iq type='set' from='juliet@capulet.lit' to='pubsub.capulet.lit'>"
                                + "<query xmlns='jabber:iq:roster' ver='{any}'><item jid='nurse@capulet.lit' name='Nurse'"
                                + " subscription='none'><group>Servants</group></item></query></iq>")
                .sends(get("pubsub.capulet.lit", "juliet@capulet.lit"))
                .receives("<iq type='result' id='r1' from='juliet@capulet.lit' to='pubsub.capulet.lit'>"
                        + "<query xmlns='jabber:iq:roster' ver='{any}'><item jid='nurse@capulet.lit' name='Nurse'"
                        + " subscription='none'><group>Servants</group></item></query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"P1", "P5"})
    void ownersClientsSeeAnOrdinaryPushAndNothingElse(TestServer server) {
        TestClient juliet = interested(server);
        TestComponent writer = connected(server, "writer.lit");

        writer.sends(set("writer.lit", "juliet@capulet.lit", "<item jid='nurse@capulet.lit'/>"))
                .receives("<iq type='result' id='r2' from='juliet@capulet.lit' to='writer.lit'/>")
                .receivesNothing();

        juliet.receives("<iq type='set' to='juliet@capulet.lit/balcony'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='nurse@capulet.lit' subscription='none'/></query></iq>")
                .receivesNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | modify | bad-request",
                "<item jid='a@b.lit'/><item jid='c@d.lit'/> | modify | bad-request",
                "<item jid='a@b.lit'><group>G</group><group>G</group></item> | modify | bad-request",
                "<item jid='a@b.lit'><group></group></item> | modify | not-acceptable",
                "<item jid='juliet@capulet.lit'/> | cancel | not-allowed",
                "<item jid='a@b.lit' subscription='remove'/> | modify | item-not-found",
            })
    @Section(
            value = "4.3",
            rules = {"P6", "T8"})
    void errorsOfTheOwnerAreErrorsOfTheEntityAndAreToldOnce(
            String items, String type, String condition, TestServer server) {
        server.account("juliet@capulet.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(set("pubsub.capulet.lit", "juliet@capulet.lit", items))
                .receives("<iq type='error' id='r2' from='juliet@capulet.lit' to='pubsub.capulet.lit'><error type='"
                        + type + "'><" + condition + " xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "T9")
    void entityThatMayLearnsThatAnAccountIsGone(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        for (String request : new String[] {
            get("pubsub.capulet.lit", "nobody@capulet.lit"),
            set("pubsub.capulet.lit", "nobody@capulet.lit", "<item jid='a@b.lit'/>")
        }) {
            pubsub.sends(request)
                    .receives("<iq type='error' from='nobody@capulet.lit'><error type='cancel'>"
                            + "<item-not-found xmlns='{stanzas}'/></error></iq>")
                    .receivesNothing();
        }
    }

    @Test
    @Section(value = "9", rules = "T17")
    void rosterOfAnAdministratorIsNotChanged(TestServer server) {
        server.account("admin@capulet.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(set("pubsub.capulet.lit", "admin@capulet.lit", "<item jid='a@b.lit'/>"))
                .receives("<iq type='error' id='r2'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @Shuffled
    @Section(
            value = "4.3",
            rules = {"P5", "P6"})
    void requestsForOneAccountAreAnsweredOnceAndInOrder(long seed, TestServer server) {
        server.account("juliet@capulet.lit").shuffle(seed);
        TestComponent writer = connected(server, "writer.lit");
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            burst.append("<iq type='set' id='s")
                    .append(i)
                    .append(
                            "' from='writer.lit' to='juliet@capulet.lit'><query xmlns='jabber:iq:roster'><item jid='a@b.lit' name='n")
                    .append(i)
                    .append("'/></query></iq>");
        }

        writer.sends(burst.toString());

        for (int i = 0; i < 20; i++) {
            writer.receives("<iq type='result' id='s" + i + "' from='juliet@capulet.lit' to='writer.lit'/>");
        }
        writer.receivesNothing();
        server.connect("juliet@capulet.lit/x")
                .sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .receives(
                        "<iq type='result'><query xmlns='jabber:iq:roster'><item jid='a@b.lit' name='n19'/></query></iq>");
    }
}
