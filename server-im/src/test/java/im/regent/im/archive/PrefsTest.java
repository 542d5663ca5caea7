package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.chat;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(
        features = {"delivery", "offline", "archive", "roster"},
        config = "features.archive.max-preferences = 3")
@Spec(xep = 441, version = "0.2.0")
class PrefsTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String GET = "<iq type='get' id='g'><prefs xmlns='urn:xmpp:mam:2'/></iq>";

    private static String prefs(String policy, String always, String never) {
        return "<prefs xmlns='urn:xmpp:mam:2' default='%s'><always>%s</always><never>%s</never></prefs>"
                .formatted(policy, always, never);
    }

    private static String set(String prefs) {
        return "<iq type='set' id='s'>" + prefs + "</iq>";
    }

    private static String jid(String jid) {
        return "<jid>" + jid + "</jid>";
    }

    @Test
    @Section("2.1")
    void preferencesAreShownChangedAndKept(TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        juliet.sends(GET).receives("<iq type='result' id='g'>" + prefs("always", "", "") + "</iq>");
        String changed = prefs("roster", jid("romeo@montague.lit"), jid("montague@montague.lit"));
        juliet.sends(set(changed)).receives("<iq type='result' id='s'>" + changed + "</iq>");
        juliet.losesConnection();

        server.connect(JULIET + "/balcony").sends(GET).receives("<iq type='result' id='g'>" + changed + "</iq>");
    }

    @Test
    @Section("2.1")
    void listsThatAreLeftOutAreEmpty(TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        juliet.sends(set(prefs("never", jid("a@b"), jid("c@d")))).received();
        juliet.sends(set("<prefs xmlns='urn:xmpp:mam:2' default='never'/>"));
        assertThat(juliet.received().get(0).toString()).doesNotContain("jid>");
    }

    @ParameterizedTest
    @CsvSource({
        "always, '',                          '',                          true",
        "never,  '',                          '',                          false",
        "roster, '',                          '',                          false",
        "never,  romeo@capulet.lit,           '',                          true",
        "never,  romeo@capulet.lit/orchard,   '',                          true",
        "never,  romeo@capulet.lit/elsewhere, '',                          false",
        "always, '',                          romeo@capulet.lit,           false",
        "always, '',                          romeo@capulet.lit/orchard,   false",
        "always, '',                          romeo@capulet.lit/elsewhere, true",
        "roster, romeo@capulet.lit,           romeo@capulet.lit,           false",
    })
    @Section("2.3")
    void preferencesDecideForBothDirections(
            String policy, String always, String never, boolean isArchived, TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        juliet.sends(set(prefs(policy, always.isEmpty() ? "" : jid(always), never.isEmpty() ? "" : jid(never))))
                .received();
        romeo.sends(chat(JULIET + "/balcony", "in"));
        juliet.sends(chat("romeo@capulet.lit/orchard", "out"));

        assertThat(all(juliet).results()).hasSize(isArchived ? 2 : 0);
        assertThat(all(romeo).results()).as("it has preferences of its own").hasSize(2);
    }

    @Test
    @Section("2.3.1")
    void contactsInTheRosterAreComparedByTheirBareAddress(TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        juliet.sends(set(prefs("roster", "", "")));
        juliet.sends(
                "<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='romeo@capulet.lit'/></query></iq>");
        server.connect("romeo@capulet.lit/orchard").sends(chat(JULIET + "/balcony", "friend"));
        server.connect("paris@capulet.lit/hall").sends(chat(JULIET + "/balcony", "stranger"));

        assertThat(all(juliet).bodies()).containsExactly("friend");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<prefs xmlns='urn:xmpp:mam:2'/>                                                        | bad-request",
                "<prefs xmlns='urn:xmpp:mam:2' default='sometimes'/>                                    | bad-request",
                "<prefs xmlns='urn:xmpp:mam:2' default='never'><always><jid>@</jid></always></prefs>    | jid-malformed",
                "<prefs xmlns='urn:xmpp:mam:2' default='never'><never><jid/></never></prefs>            | jid-malformed",
                "<prefs xmlns='urn:xmpp:mam:2' default='never'><never><jid>a</jid><jid>b</jid><jid>c</jid><jid>d</jid>"
                        + "</never></prefs> | policy-violation",
            })
    @Section("2.1")
    void preferencesThatMakeNoSenseChangeNothing(String prefs, String condition, TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        juliet.sends(set(prefs))
                .receives(
                        "<iq type='error' id='s'><error type='modify'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                                        .formatted(condition)
                                + "</error></iq>");
        juliet.sends(GET).receives("<iq type='result' id='g'>" + prefs("always", "", "") + "</iq>");
    }
}
