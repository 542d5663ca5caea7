package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a privileged entity sends is archived like what the user, or the server, sends itself (XEP-0313 §6.1.1). */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class ArchivedForTheUserTest {
    private static final String SENT = "<message from='pubsub.capulet.lit' to='capulet.lit' id='n1'>"
            + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' %s id='m'><body>%s</body></message></forwarded></privilege></message>";
    private static final String FROM_JULIET = "type='chat' from='juliet@capulet.lit' to='%s'";

    private static TestComponent pubsub(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    /** The results of the client's archive. */
    private static List<Element> archived(TestClient client) {
        client.received();
        return client.sends("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'/></iq>").received().stream()
                .flatMap(element -> element.child("urn:xmpp:mam:2", "result").stream())
                .toList();
    }

    private static List<String> bodies(List<Element> results) {
        return results.stream()
                .map(result -> result.child("urn:xmpp:forward:0", "forwarded")
                        .flatMap(forwarded -> forwarded.child("jabber:client", "message"))
                        .flatMap(message -> message.child("jabber:client", "body"))
                        .map(Element::text)
                        .orElseThrow())
                .toList();
    }

    private static List<String> ids(List<Element> results) {
        return results.stream().map(result -> result.attribute("id", "")).toList();
    }

    @Test
    @Section("5.3")
    void bothSidesArchiveWhatTheEntitySendsForTheUserAndCopiesHaveTheIdOfTheArchive(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/phone").available();
        juliet.sends("<iq type='set' id='e'><enable xmlns='urn:xmpp:carbons:2'/></iq>")
                .received();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        pubsub(server).sends(SENT.formatted(FROM_JULIET.formatted("romeo@montague.lit"), "for Juliet"));

        String copy = juliet.received().get(0).toString();
        String delivered = romeo.received().get(0).toString();
        List<Element> hers = archived(juliet);
        List<Element> his = archived(romeo);
        assertThat(bodies(hers)).containsExactly("for Juliet");
        assertThat(bodies(his)).containsExactly("for Juliet");
        assertThat(copy).contains(ids(hers)).doesNotContain(ids(his));
        assertThat(delivered).contains(ids(his)).doesNotContain(ids(hers));
    }

    /** Such an entity's own users are what the user writes to, behind a gateway. */
    @Test
    @Section("5.3")
    void whatTheEntitySendsForTheUserToItselfIsArchivedOnce(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/phone").available();
        TestComponent pubsub = pubsub(server);
        pubsub.sends(SENT.formatted(FROM_JULIET.formatted("legacy@pubsub.capulet.lit"), "sent elsewhere"))
                .receives("<message id='m' to='legacy@pubsub.capulet.lit' from='juliet@capulet.lit'/>");

        assertThat(bodies(archived(juliet))).containsExactly("sent elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.lit", "juliet@capulet.lit/phone"})
    @Section("5.3")
    void noteToTheUserItselfIsArchivedOnce(String to, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/phone").available();
        pubsub(server).sends(SENT.formatted(FROM_JULIET.formatted(to), "note"));

        assertThat(bodies(archived(juliet))).containsExactly("note");
    }

    @Test
    @Section("5.3")
    void preferencesOfTheUserHoldForWhatTheEntitySends(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/phone").available();
        juliet.sends("<iq type='set' id='s'><prefs xmlns='urn:xmpp:mam:2' default='never'/></iq>");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        pubsub(server).sends(SENT.formatted(FROM_JULIET.formatted("romeo@montague.lit"), "x"));

        assertThat(archived(juliet)).isEmpty();
        assertThat(bodies(archived(romeo))).containsExactly("x");
    }

    @Test
    @Section("5.3")
    void entityCannotForgeAnIdOfEitherArchive(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.account("juliet@capulet.lit");
        String forged = "<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='romeo@montague.lit'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='juliet@capulet.lit'/>";
        pubsub(server)
                .sends(SENT.formatted(FROM_JULIET.formatted("romeo@montague.lit"), "x")
                        .replace("</body>", "</body>" + forged));

        assertThat(romeo.received().get(0).toString())
                .contains("<body>x</body>")
                .doesNotContain("forged");
    }

    @Test
    @Section("5.3")
    void messageInTheNameOfTheServerIsArchivedByItsReceiver(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        pubsub(server).sends(SENT.formatted("from='capulet.lit' to='romeo@montague.lit'", "from the host"));

        romeo.receives("<message id='m' from='capulet.lit'/>");
        assertThat(bodies(archived(romeo))).containsExactly("from the host");
    }
}
