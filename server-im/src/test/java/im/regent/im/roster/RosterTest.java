package im.regent.im.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "roster",
        config = "features.roster { max-items = 3, max-groups = 4, max-name-size = 20 B }")
@Spec(rfc = 6121)
class RosterTest {
    private static String set(String id, String item) {
        return "<iq type='set' id='" + id + "'><query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
    }

    private static String push(String item) {
        return "<iq type='set' id='{any}'><query xmlns='jabber:iq:roster' ver='{any}'>" + item + "</query></iq>";
    }

    private static String error(String id, String type, String condition) {
        return "<iq type='error' id='" + id + "'><error type='" + type + "'><" + condition
                + " xmlns='{stanzas}'/></error></iq>";
    }

    private static TestClient interested(TestServer server, String jid) {
        return Friends.interested(server.connect(jid));
    }

    @Test
    @Section(value = "2.1.4", rules = "R153")
    void anEmptyRosterIsAQueryWithoutItems(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>");

        Element result = juliet.received().get(0);
        assertThat(result.attribute("type")).contains("result");
        assertThat(result.child("jabber:iq:roster", "query").orElseThrow().children())
                .isEmpty();
    }

    @Test
    @Section(value = "2.1.4", rules = "R153")
    void aResultHasOneItemForEachContact(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(set("s1", "<item jid='romeo@montague.lit' name='Romeo'><group>Friends</group></item>"));
        juliet.sends(set("s2", "<item jid='nurse@capulet.lit'/>"));
        juliet.received();

        juliet.sends("<iq type='get' id='g' to='juliet@capulet.lit'><query xmlns='jabber:iq:roster'/></iq>")
                .receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster' ver='{any}'>"
                        + "<item jid='nurse@capulet.lit' subscription='none'/>"
                        + "<item jid='romeo@montague.lit' name='Romeo' subscription='none'><group>Friends</group></item>"
                        + "</query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "2.1.4", rules = "R153")
    void anAccountThatIsGoneHasNoRoster(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        server.stores().accounts().delete(Jid.valueOf("juliet@capulet.lit"));
        server.settle();

        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .receives(error("g", "cancel", "item-not-found"));
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'/>")).receives(error("s", "cancel", "item-not-found"));
    }

    @Test
    @Section(value = "2.3.3", rules = "R154")
    void somebodyElsesRosterIsForbiddenWhetherThereIsOneOrNot(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.account("juliet@capulet.lit");
        for (String type : List.of("get", "set")) {
            for (String contact : List.of("juliet@capulet.lit", "nobody@capulet.lit")) {
                romeo.sends("<iq id='r' type='" + type + "' to='" + contact
                        + "'><query xmlns='jabber:iq:roster'><item jid='tybalt@capulet.lit'/></query></iq>");
            }
            List<Element> answers = romeo.received();
            assertThat(answers).hasSize(2);
            assertThat(answers.get(0).toString())
                    .contains("forbidden", "auth")
                    .isEqualTo(answers.get(1).toString().replace("nobody", "juliet"));
        }
    }

    @Test
    @Section(value = "2.3.3", rules = "R155")
    void aSetHoldsExactlyOneItemAndNoGroupTwice(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s0", "")).receives(error("s0", "modify", "bad-request"));
        juliet.sends(set("s2", "<item jid='nurse@capulet.lit'/><item jid='romeo@montague.lit'/>"))
                .receives(error("s2", "modify", "bad-request"));
        juliet.sends(set("sd", "<item jid='nurse@capulet.lit'><group>A</group><group>A</group></item>"))
                .receives(error("sd", "modify", "bad-request"));
        juliet.sends(set("sj", "<item name='nobody'/>")).receives(error("sj", "modify", "bad-request"));
        juliet.sends(set("sm", "<item jid='a@b@c'/>")).receives(error("sm", "modify", "jid-malformed"));
        juliet.receivesNothing();
    }

    @Test
    @Section(value = "2.3.3", rules = "R156")
    void emptyAndOverlongNamesAreNotAcceptable(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s1", "<item jid='nurse@capulet.lit'><group/></item>"))
                .receives(error("s1", "modify", "not-acceptable"));
        juliet.sends(set("s2", "<item jid='nurse@capulet.lit'><group>123456789012345678901</group></item>"))
                .receives(error("s2", "modify", "not-acceptable"));
        juliet.sends(set("s3", "<item jid='nurse@capulet.lit' name='ääääääääää1'/>"))
                .receives(error("s3", "modify", "not-acceptable"));
        juliet.sends(set("s4", "<item jid='nurse@capulet.lit' name='12345678901234567890'/>"))
                .receives("<iq type='result' id='s4'/>");
    }

    @Test
    @Section(value = "2.1.2", rules = "R157")
    void whatAClientSaysOfTheSubscriptionIsIgnored(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s", "<item jid='nurse@capulet.lit' subscription='both' ask='subscribe' approved='true'/>"));
        juliet.receives("<iq type='result' id='s'/>");

        Element item = juliet.received()
                .get(0)
                .firstChild()
                .flatMap(Element::firstChild)
                .orElseThrow();
        assertThat(item.attribute("subscription")).contains("none");
        assertThat(item.attribute("ask")).isEmpty();
        assertThat(item.attribute("approved")).isEmpty();
    }

    @Test
    @Section(
            value = "2.3.2",
            rules = {"R158", "R162"})
    void aSetIsAnsweredAndPushedToEveryInterestedResource(TestServer server) {
        TestClient balcony = interested(server, "juliet@capulet.lit/balcony");
        TestClient chamber = interested(server, "juliet@capulet.lit/chamber");
        TestClient garden = server.connect("juliet@capulet.lit/garden").available();
        TestClient romeo = interested(server, "romeo@montague.lit/orchard");

        balcony.sends(set("s", "<item jid='nurse@capulet.lit' name='Nurse'><group>Servants</group></item>"));

        String item = "<item jid='nurse@capulet.lit' name='Nurse' subscription='none'><group>Servants</group></item>";
        balcony.receives("<iq type='result' id='s'/>").receives(push(item)).receivesNothing();
        chamber.receives(push(item)).receivesNothing();
        garden.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section(value = "2.1.6", rules = "R163")
    void aPushComesFromNobodyToTheFullAddressWithAnIdOfItsOwn(TestServer server) {
        TestClient balcony = interested(server, "juliet@capulet.lit/balcony");
        TestClient chamber = interested(server, "juliet@capulet.lit/chamber");
        balcony.sends(set("s", "<item jid='nurse@capulet.lit'/>"));
        Element one = balcony.received().get(1);
        Element other = chamber.received().get(0);

        assertThat(one.attribute("from")).isEmpty();
        assertThat(one.attribute("to")).contains("juliet@capulet.lit/balcony");
        assertThat(other.attribute("to")).contains("juliet@capulet.lit/chamber");
        assertThat(one.attribute("id")).isPresent().isNotEqualTo(other.attribute("id"));
        assertThat(one.firstChild().orElseThrow().children()).hasSize(1);
    }

    @Test
    @Section(value = "2.1.6", rules = "R163")
    void aClientThatRefusesAPushGetsTheNextOneAllTheSame(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'/>"));
        String id = juliet.received().get(1).attribute("id", "");
        juliet.sends("<iq type='error' id='" + id + "'><error type='cancel'>"
                + "<service-unavailable xmlns='{stanzas}'/></error></iq>");

        juliet.sends(set("t", "<item jid='nurse@capulet.lit' name='Nurse'/>"))
                .receives("<iq type='result' id='t'/>")
                .receives(push("<item jid='nurse@capulet.lit' name='Nurse'/>"))
                .receivesNothing();
    }

    @Test
    @Section(value = "2.4", rules = "R159")
    void anUpdateReplacesNameAndGroupsAsGiven(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s", "<item jid='nurse@capulet.lit' name='Nurse'><group>A</group><group>B</group></item>"));
        juliet.received();
        juliet.sends(set("t", "<item jid='nurse@capulet.lit' name=''><group>B</group></item>"));

        Element item = juliet.received()
                .get(1)
                .firstChild()
                .flatMap(Element::firstChild)
                .orElseThrow();
        assertThat(item.attribute("name")).isEmpty();
        assertThat(item.children()).extracting(Element::text).containsExactly("B");
    }

    @Test
    @Section(
            value = "2.5",
            rules = {"R160", "R161"})
    void aRemovalIsPushedAndASecondOneFindsNothing(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s", "<item jid='nurse@capulet.lit' name='Nurse'/>"));
        juliet.received();

        juliet.sends(set("t", "<item jid='nurse@capulet.lit' subscription='remove'/>"))
                .receives("<iq type='result' id='t'/>")
                .receives(push("<item jid='nurse@capulet.lit' subscription='remove'/>"))
                .receivesNothing();
        juliet.sends(set("u", "<item jid='nurse@capulet.lit' subscription='remove'/>"))
                .receives(error("u", "modify", "item-not-found"))
                .receivesNothing();
    }

    @Test
    @Section(value = "2.3.3", rules = "R169")
    void nobodyIsInTheirOwnRoster(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        juliet.sends(set("s", "<item jid='juliet@capulet.lit'/>")).receives(error("s", "cancel", "not-allowed"));
        juliet.sends(set("t", "<item jid='Juliet@Capulet.lit/x'/>")).receives(error("t", "cancel", "not-allowed"));
    }

    @Test
    @Section(value = "2.3.3", rules = "R169")
    void aFullRosterTakesChangesAndNoNewItem(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        for (int i = 0; i < 3; i++) {
            juliet.sends(set("s" + i, "<item jid='c" + i + "@capulet.lit'/>"));
        }
        juliet.received();
        juliet.sends(set("x", "<item jid='c3@capulet.lit'/>"))
                .receives(error("x", "modify", "policy-violation"))
                .receivesNothing();
        juliet.sends(set("y", "<item jid='c2@capulet.lit' name='C'/>")).receives("<iq type='result' id='y'/>");
        juliet.received();
        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>");
        assertThat(juliet.received().get(0).firstChild().orElseThrow().children())
                .hasSize(3);
    }

    @Test
    @Section("2.3.3")
    void aThousandGroupsAreTooMany(TestServer server) {
        TestClient juliet = interested(server, "juliet@capulet.lit/balcony");
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            groups.append("<group>").append(i).append("</group>");
        }
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'>" + groups + "</item>"))
                .receives(error("s", "modify", "policy-violation"))
                .receivesNothing();
    }

    @Test
    @Section("2.1.6")
    void nobodyButTheAccountCanSendItsClientsWhatLooksLikeAPush(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        String forged = "<iq type='set' id='f' to='juliet@capulet.lit/balcony'><query xmlns='jabber:iq:roster'>"
                + "<item jid='tybalt@capulet.lit' subscription='both'/></query></iq>";
        juliet.received();

        romeo.sends(forged).receives(error("f", "cancel", "service-unavailable"));
        server.component("evil.lit")
                .sends(forged.replace("<iq", "<iq from='evil.lit'"))
                .receives(error("f", "cancel", "service-unavailable"));
        juliet.receivesNothing();
        chamber.sends(forged);
        juliet.receives("<iq type='set' id='f' from='juliet@capulet.lit/chamber'/>");
    }
}
