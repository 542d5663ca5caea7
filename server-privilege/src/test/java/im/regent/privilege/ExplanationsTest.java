package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = ExplanationsTest.CONFIG)
@Spec(xep = 356, version = "0.4.1")
class ExplanationsTest {
    static final String CONFIG = """
            admins = ["admin@capulet.lit"]
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" {
                roster = get
                message = outgoing
                iq { "urn:xmpp:ping" = get }
                users { deny = ["tybalt"] }
              }
              "gateway.capulet.lit" {
                preset = slidge
                message = none
              }
            } } }
            """ + Scene.COMPONENTS;

    private static Privileges privileges(TestServer server) {
        return server.provided(Privileges.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roster get juliet@capulet.lit | allowed | roster = get | configuration:4",
                "roster set juliet@capulet.lit | denied | roster = get | configuration:4",
                "roster get tybalt@capulet.lit | denied | users.deny | configuration:7",
                "roster get romeo@montague.lit | denied | virtual-hosts.\"montague.lit\".privileged-entities | not written",
                "message juliet@capulet.lit | allowed | message = outgoing | configuration:5",
                "message capulet.lit | allowed | message = outgoing | configuration:5",
                "message admin@capulet.lit | denied | exclude-admins = true | default",
                "iq get urn:xmpp:ping juliet@capulet.lit | allowed | iq.\"urn:xmpp:ping\" = get | configuration:6",
                "iq set urn:xmpp:ping juliet@capulet.lit | denied | iq.\"urn:xmpp:ping\" = get | configuration:6",
                "iq get jabber:iq:private juliet@capulet.lit | denied | iq.\"jabber:iq:private\" = none | configuration:6",
                "push juliet@capulet.lit | allowed | roster-push = true | default",
                "presence juliet@capulet.lit | denied | presence = none | default",
                "contacts juliet@capulet.lit | denied | presence = none | default",
            })
    @Section("9")
    void theRuleThatDecidesIsNamedWithItsPlace(
            String act, String verdict, String rule, String origin, TestServer server) {
        List<String> ruling = privileges(server).explain("pubsub.capulet.lit", List.of(act.split(" ")));

        assertThat(List.of(ruling.get(0), ruling.get(2), ruling.get(3))).containsExactly(verdict, rule, origin);
        assertThat(ruling.get(1)).contains(verdict.equals("allowed") ? "is granted to pubsub.capulet.lit" : " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "roster",
                "roster read juliet@capulet.lit",
                "iq get juliet@capulet.lit",
                "presence capulet.lit",
                "message juliet@capulet.lit/balcony",
                "fly juliet@capulet.lit"
            })
    @Section("9")
    void aQuestionThatMakesNoSenseIsRefused(String act, TestServer server) {
        assertThatThrownBy(() -> privileges(server).explain("pubsub.capulet.lit", List.of(act.split(" "))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Section("4.1")
    void aPresetIsShownExpandedAndWhatIsWrittenBesideItWins(TestServer server) {
        assertThat(privileges(server).show("gateway.capulet.lit"))
                .contains(
                        List.of("capulet.lit", "roster", "both", "preset, configuration:10"),
                        List.of("capulet.lit", "roster-push", "false", "preset, configuration:10"),
                        List.of("capulet.lit", "message", "none", "configuration:11"),
                        List.of(
                                "capulet.lit",
                                "iq \"http://jabber.org/protocol/pubsub\"",
                                "both",
                                "preset, configuration:10"),
                        List.of("capulet.lit", "iq \"urn:xmpp:http:upload:0\"", "get", "preset, configuration:10"),
                        List.of("capulet.lit", "limits.pending-iq", "1000", "default"));
        assertThatThrownBy(() -> privileges(server).show("plain.lit"))
                .hasMessage("nothing is configured for plain.lit: there are gateway.capulet.lit, pubsub.capulet.lit");
    }

    @Test
    @Section("9")
    void whatWasDoneIsCountedAndKeptWithoutContent(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        String roster = "' id='r1' from='pubsub.capulet.lit' to='juliet@capulet.lit'><query"
                + " xmlns='jabber:iq:roster'><item jid='a@b.lit' name='secret'/></query></iq>";
        pubsub.sends("<iq type='get" + roster).sends("<iq type='set" + roster);
        pubsub.sends("<message from='pubsub.capulet.lit' to='capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='juliet@capulet.lit'"
                + " to='a@b.lit'><body>secret</body></message></forwarded></privilege></message>");

        assertThat(privileges(server).list())
                .satisfiesExactly(
                        row -> assertThat(row)
                                .startsWith(
                                        "pubsub.capulet.lit",
                                        "capulet.lit",
                                        "roster=get message=outgoing iq=1",
                                        "connected",
                                        "2",
                                        "1")
                                .doesNotContain("never"),
                        row -> assertThat(row).contains("gateway.capulet.lit", "absent", "0", "never"));
        List<List<String>> log = privileges(server).log(0);
        assertThat(log).hasSize(2).asString().doesNotContain("secret");
        assertThat(log.get(0))
                .contains("1", "refused", "roster", "set", "juliet@capulet.lit")
                .last()
                .isEqualTo("roster set is not granted to pubsub.capulet.lit");
        assertThat(log.get(1)).contains("2", "allowed", "message", "juliet@capulet.lit");
        assertThat(privileges(server).log(1)).containsExactly(log.get(1));
        assertThat(privileges(server).show("pubsub.capulet.lit"))
                .contains(List.of("", "count roster refused", "1", ""));
    }

    @Test
    @Section("9")
    void whatAPeerWroteStaysInItsLine(TestServer server) {
        server.account("juliet@capulet.lit");
        server.component("pubsub.capulet.lit")
                .sends("<iq type='get' id='q' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                        + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s'>"
                        + "<x xmlns='a&#10;allowed:" + "b".repeat(1_000) + "'/></iq></privileged_iq></iq>");

        assertThat(privileges(server).log(0)).singleElement().satisfies(entry -> {
            assertThat(entry).allMatch(word -> word.length() <= 301 && !word.contains("\n"));
            assertThat(entry).contains("refused");
        });
    }

    @Test
    @Section("9")
    void anExplanationFollowsAReload(TestServer server) {
        server.reload(CONFIG.replace("roster = get", "roster = both"));

        assertThat(privileges(server).explain("pubsub.capulet.lit", List.of("roster", "set", "juliet@capulet.lit")))
                .startsWith("allowed");
    }
}
