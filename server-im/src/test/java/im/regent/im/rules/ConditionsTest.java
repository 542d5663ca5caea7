package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.im.moved.Move;
import im.regent.im.moved.MovedAccounts;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 22 conditions of stanza errors. Where each comes from:
 *
 * <ul>
 *   <li>the core and these features: {@link #PROVOKED};
 *   <li>resource binding, in {@code server-c2s}: {@code conflict}, {@code resource-constraint};
 *   <li>answers that a component waits for, in {@code server-privilege}: {@code remote-server-timeout};
 *   <li>other entities alone, whose errors are passed on as they are: {@code feature-not-implemented}, {@code not-authorized},
 *       {@code recipient-unavailable}, {@code registration-required}, {@code subscription-required}, {@code
 *       undefined-condition}, {@code unexpected-request}.
 * </ul>
 */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = "features.presence.max-directed = 1")
@Spec(rfc = 6120)
class ConditionsTest {
    private static final String ROSTER = "<query xmlns='jabber:iq:roster'>%s</query>";

    /** RFC 6120 §8.3.3, in its order: the type that goes with each condition here; then other types that it allows. */
    private static final String[] DEFINED = {
        "bad-request modify",
        "conflict cancel",
        "feature-not-implemented cancel modify",
        "forbidden auth",
        "gone cancel",
        "internal-server-error cancel",
        "item-not-found cancel",
        "jid-malformed modify",
        "not-acceptable modify",
        "not-allowed cancel",
        "not-authorized auth",
        "policy-violation modify wait",
        "recipient-unavailable wait",
        "redirect modify",
        "registration-required auth",
        "remote-server-not-found cancel",
        "remote-server-timeout wait",
        "resource-constraint wait",
        "service-unavailable cancel",
        "subscription-required auth",
        "undefined-condition cancel modify auth wait continue",
        "unexpected-request wait modify"
    };

    /** What this server says itself, and what a client has to do to hear it. */
    private static final String[] PROVOKED = {
        "bad-request", "<iq id='1' type='ask' to='capulet.lit'><x xmlns='urn:x'/></iq>",
        "forbidden", "<iq id='1' type='get' to='nurse@capulet.lit'>" + ROSTER.formatted("") + "</iq>",
        "gone", "<message id='1' to='gone@capulet.lit'><body>secret words</body></message>",
        "internal-server-error", "<iq id='1' type='get' to='capulet.lit'><broken xmlns='urn:x'/></iq>",
        "item-not-found",
                "<iq id='1' type='get' to='capulet.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info' node='none'/></iq>",
        "jid-malformed", "<message id='1' to='@'><body>secret words</body></message>",
        "not-acceptable",
                "<iq id='1' type='set'>"
                        + ROSTER.formatted("<item jid='nurse@capulet.lit' name='" + "n".repeat(1024) + "'/>") + "</iq>",
        "not-allowed", "<iq id='1' type='set'>" + ROSTER.formatted("<item jid='juliet@capulet.lit'/>") + "</iq>",
        "policy-violation", "<presence id='1' to='second@montague.lit'/>",
        "redirect", "<iq id='1' type='get' to='redirect@capulet.lit'><vCard xmlns='vcard-temp'/></iq>",
        "remote-server-not-found", "<message id='1' to='romeo@example.net'><body>secret words</body></message>",
        "service-unavailable", "<iq id='1' type='set' to='capulet.lit'><secret xmlns='urn:x'>words</secret></iq>"
    };

    static List<String> defined() {
        return List.of(DEFINED);
    }

    static List<List<String>> provoked() {
        return IntStream.range(0, PROVOKED.length / 2)
                .mapToObj(i -> List.of(PROVOKED[2 * i], PROVOKED[2 * i + 1]))
                .toList();
    }

    private static String typeOf(String condition) {
        return Arrays.stream(DEFINED)
                .map(line -> line.split(" ", -1))
                .filter(words -> words[0].equals(condition))
                .map(words -> words[1])
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Section(
            value = "8.3.3",
            rules = {"R120", "R121", "R122", "R123"})
    void eachConditionHasItsNameAndTheTypeThatGoesWithIt() {
        assertThat(Arrays.stream(Condition.values())
                        .map(condition ->
                                condition.element() + " " + condition.type().value()))
                .containsExactlyElementsOf(Arrays.stream(DEFINED)
                        .map(line ->
                                String.join(" ", List.of(line.split(" ", -1)).subList(0, 2)))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    @Section(value = "8.3.2", rules = "R113")
    void conditionComesFirstThenTextThenWhatTheApplicationAdds(Condition condition) {
        String text = condition == Condition.GONE || condition == Condition.REDIRECT ? "xmpp:new@example.net" : "";
        Element error = new StanzaError(condition.type(), condition, "why", List.of(), text)
                .plus(Element.of("urn:x", "too-many-parameters"))
                .xml();
        String name = condition.element();
        String tag = "<" + name + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'";
        assertThat(error)
                .hasToString("<error xmlns='jabber:client' type='" + typeOf(name) + "'>" + tag
                        + (text.isEmpty() ? "/>" : ">" + text + "</" + name + ">")
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>why</text>"
                        + "<too-many-parameters xmlns='urn:x'/></error>");
    }

    @ParameterizedTest
    @MethodSource("defined")
    @Section(
            value = "8.3.4",
            rules = {"R105", "R114", "R120", "R121", "R122", "R123"})
    void errorOfAnotherEntityIsPassedOnAsItIs(String line, TestServer server) {
        String[] words = line.split(" ", -1);
        String text = words[0].equals("gone") || words[0].equals("redirect")
                ? ">xmpp:r%C3%B6meo@example.net?a=1&amp;b=2</" + words[0] + ">"
                : "/>";
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestComponent rooms = server.component("rooms.capulet.lit");
        for (String type : Arrays.copyOfRange(words, 1, words.length)) {
            for (String kind : new String[] {"message", "presence", "iq"}) {
                String content = "<original xmlns='urn:x'/><error by='rooms.capulet.lit' type='" + type + "'>"
                        + "<" + words[0] + " xmlns='{stanzas}'" + text
                        + "<text xmlns='{stanzas}' xml:lang='it'>perch\u00E9 no</text>"
                        + "<too-many-parameters xmlns='urn:x' n='1'>x</too-many-parameters></error>";
                String end = " type='error' id='7h3baci9'>" + content + "</" + kind + ">";
                rooms.sends("<" + kind + " from='act@rooms.capulet.lit/II' to='juliet@capulet.lit/balcony'" + end)
                        .receivesNothing();
                List<Element> got = juliet.received();
                assertThat(got).hasSize(1);
                assertThat(got.get(0).toString())
                        .isEqualTo(("<" + kind + " xmlns='jabber:client' from='act@rooms.capulet.lit/II'"
                                        + " to='juliet@capulet.lit/balcony'" + end)
                                .replace("{stanzas}", StanzaError.NAMESPACE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("provoked")
    @Section(
            value = "8.3.1",
            rules = {"R113", "R115", "R120", "R121", "R122", "R123"})
    void errorOfThisServerHasTheTypeAndFormOfTheRfcAndNothingOfTheOriginal(List<String> line, TestServer server) {
        moved(server, "gone", Move.Kind.FOR_GOOD);
        moved(server, "redirect", Move.Kind.FOR_NOW);
        server.routing().iqTable().add(Iq.Type.GET, new Name("urn:x", "broken"), Target.HOST, (iq, origin) -> {
            throw new IllegalStateException("a bug with secret words");
        });
        if (line.get(0).equals("internal-server-error")) {
            server.expectLog("a handler failed");
        }
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<presence to='first@montague.lit'/>").receivesNothing();
        String sent = line.get(1);
        List<Element> answers = juliet.sends(sent).received();
        assertThat(answers).hasSize(1);
        Element answer = answers.get(0);
        assertThat(sent).startsWith("<" + answer.localName());
        assertThat(answer.attribute("type")).contains("error");
        assertThat(answer.attribute("id")).contains("1");
        assertThat(answer.attribute("to")).contains("juliet@capulet.lit/balcony");
        assertThat(answer.toString()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(answer.children()).hasSize(1);
        Element error = answer.children().get(0);
        assertThat(error.attribute("type")).contains(typeOf(line.get(0)));
        assertThat(error.children().get(0).name()).isEqualTo(new Name(StanzaError.NAMESPACE, line.get(0)));
        // After the condition at most a text, in the language that it says.
        assertThat(error.children().stream().skip(1))
                .allMatch(child -> child.is(StanzaError.NAMESPACE, "text")
                        && child.lang().equals(Optional.of("en"))
                        && !child.text().isBlank());
        assertThat(error.children()).hasSizeLessThanOrEqualTo(2);
    }

    private static void moved(TestServer server, String name, Move.Kind kind) {
        Jid account = Jid.valueOf(name + "@capulet.lit");
        server.account(account.toString());
        new MovedAccounts(server.stores()).record(account, Optional.of(new Move(kind, Jid.valueOf("new@example.net"))));
        server.settle();
    }

    @ParameterizedTest
    @CsvSource({"message,''", "message,chat", "presence,subscribe", "iq,get"})
    @Section(
            value = "8.3.1",
            rules = {"R108", "R113", "R115"})
    void hugePayloadIsNotSentBack(String kind, String type, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        String attribute = type.isEmpty() ? "" : " type='" + type + "'";
        juliet.sends("<" + kind + attribute + " id='big' to='romeo@example.net/o'><x xmlns='urn:x'>"
                + "y".repeat(100_000) + "</x></" + kind + ">");
        assertThat(juliet.received()).singleElement().satisfies(answer -> {
            assertThat(answer.toString()).hasSizeLessThan(500).contains("id='big'", "remote-server-not-found");
            assertThat(answer.localName()).isEqualTo(kind);
            assertThat(answer.attribute("to", "")).startsWith("juliet@capulet.lit");
            assertThat(answer.attribute("from", "")).startsWith("romeo@example.net");
        });
    }

    @Test
    @Section(value = "8.3.1", rules = "R108")
    void messageWithoutIdIsAnsweredWithoutId(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<message to='romeo@example.net'><body>x</body></message>");
        assertThat(juliet.received())
                .singleElement()
                .satisfies(answer -> assertThat(answer.attribute("id")).isEmpty());
    }

    @Test
    @Section(
            value = "8.2.3",
            rules = {"R112", "R117"})
    void verdictThatAnswersWithAResultIsSentOnce(TestServer server) {
        server.routing()
                .iqTable()
                .add(Iq.Type.SET, new Name("urn:x", "once"), Target.HOST, (iq, origin) -> Verdict.reply(iq.result()));
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq id='1' type='set' to='capulet.lit'><once xmlns='urn:x'/></iq>")
                .receives("<iq id='1' type='result' from='capulet.lit'/>")
                .receivesNothing()
                .sends("<iq id='2' type='set' to='capulet.lit'><once xmlns='urn:y'/></iq>")
                .receives(
                        "<iq id='2' type='error'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }
}
