package im.regent.privilege.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.core.config.Problem;
import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(xep = 355, version = "0.5")
class DelegationsReaderTest {
    private static final String AT = "configuration:3: virtual-hosts.\"capulet.lit\".delegations.";
    private static final String NAMESPACE = "\"urn:x\"";

    private static String delegations(String text) {
        return "components { \"e.lit\" {}, \"f.lit\" {} }\n"
                + "virtual-hosts { \"montague.lit\" {}, \"capulet.lit\" { delegations {\n" + text + "\n} } }";
    }

    private static List<String> problems(String text) {
        Configuration configuration = Configuration.ofString(delegations(text));
        DelegationsReader.read(configuration.root());
        return configuration.problems().stream()
                .filter(problem -> !problem.path().startsWith("components"))
                .map(Problem::toString)
                .toList();
    }

    private static Delegation read(String text) {
        assertThat(problems(text)).isEmpty();
        return DelegationsReader.read(Configuration.ofString(delegations(text)).root())
                .find("capulet.lit", "urn:x")
                .orElseThrow();
    }

    @Test
    @Section("4.1")
    void whatIsNotWrittenIsNotDelegated() {
        Delegations none = DelegationsReader.read(
                Configuration.ofString("virtual-hosts { \"capulet.lit\" {} }").root());

        assertThat(none.managers()).isEmpty();
        assertThat(none.managers()).isEmpty();
        assertThat(none.find("capulet.lit", "urn:x")).isEmpty();
    }

    @Test
    @Section("4.1")
    void anAddressIsEnough() {
        assertThat(read(NAMESPACE + " = \"E.lit\""))
                .isEqualTo(new Delegation(
                        "urn:x", Jid.valueOf("e.lit"), List.of(), Duration.ofSeconds(60), Fallback.ERROR, 2));
    }

    @Test
    @Section("4.1")
    void aSectionSaysMore() {
        assertThat(read(NAMESPACE + " { jid = \"e.lit\", filtering = [node, \"ver\"], timeout = 5s,"
                        + " fallback = builtin, version = 1 }"))
                .isEqualTo(new Delegation(
                        "urn:x",
                        Jid.valueOf("e.lit"),
                        List.of("node", "ver"),
                        Duration.ofSeconds(5),
                        Fallback.BUILTIN,
                        1));
    }

    @Test
    @Section("4.1")
    void eachHostDelegatesForItself() {
        Delegations delegations = DelegationsReader.read(
                Configuration.ofString(delegations(NAMESPACE + " = \"e.lit\"")).root());

        assertThat(delegations.find("montague.lit", "urn:x")).isEmpty();
        assertThat(delegations.on("capulet.lit")).isNotEmpty();
        assertThat(delegations.of(Jid.valueOf("e.lit"))).containsOnlyKeys("capulet.lit");
        assertThat(delegations.of(Jid.valueOf("f.lit"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address = \"192.0.2.7\" | true",
                "address = \"127.0.0.1\" | false",
                "address = \"192.0.2.7\", allow-plaintext = true | false"
            })
    @Section("8")
    void whoAnswersForTheServerDoesNotComeInTheClear(String listener, boolean isRefused) {
        Configuration configuration = Configuration.ofString("listen { component { enabled = true, " + listener
                + " } }\n" + delegations(NAMESPACE + " = \"e.lit\""));
        DelegationsReader.read(configuration.root());

        assertThat(configuration.problems().toString().contains("what e.lit answers for the server could be answered"))
                .isEqualTo(isRefused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:xmpp:delegation:2",
                "urn:xmpp:delegation:1",
                "urn:xmpp:delegation:2:bare:http://jabber.org/protocol/pubsub"
            })
    @Section(value = "8", rules = "D25")
    void delegationItselfIsNeverDelegated(String namespace) {
        assertThat(problems("\"" + namespace + "\" = \"e.lit\""))
                .containsExactly(
                        AT + "\"" + namespace + "\": never delegated: who manages what is said here (XEP-0355 8)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:xmpp:privilege:2", "urn:xmpp:privilege:1"})
    @Section("8")
    void privilegesAreNeverDelegated(String namespace) {
        assertThat(problems("\"" + namespace + "\" { jid = \"e.lit\" }"))
                .containsExactly(AT + "\"" + namespace
                        + "\": never delegated: who has privileges is said in privileged-entities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:iq:register", "http://jabber.org/protocol/commands"})
    @Section("8")
    void passwordsOfUsersAreNeverDelegated(String namespace) {
        assertThat(problems("\"" + namespace + "\" = \"e.lit\""))
                .containsExactly(
                        AT + "\"" + namespace + "\": never delegated: its requests carry the passwords of users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:xml:ns:xmpp-bind",
                "urn:ietf:params:xml:ns:xmpp-session",
                "urn:ietf:params:xml:ns:xmpp-sasl",
                "urn:xmpp:sasl:2",
                "urn:xmpp:sm:3",
                "jabber:client"
            })
    @Section("4.1")
    void whatBelongsToStreamsIsNeverDelegated(String namespace) {
        assertThat(problems("\"" + namespace + "\" = \"e.lit\""))
                .containsExactly(AT + "\"" + namespace
                        + "\": never delegated: it belongs to streams, and not to requests of users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody.lit | \"nobody.lit\" is not a configured component"
                        + " | Add components { \"nobody.lit\" { secret = \"…\" } } at the top level.",
                "user@elsewhere.lit | namespaces cannot be delegated to a remote entity | ",
                "juliet@capulet.lit | namespaces are delegated to components, not to accounts | ",
                "x@e.lit | namespaces are delegated to a component, not to one of its users | Write \"e.lit\".",
                "capulet.lit | a virtual host cannot be a managing entity | ",
                "montague.lit | a virtual host cannot be a managing entity | ",
                "e.lit/x | a managing entity has no resource | Write \"e.lit\".",
            })
    @Section("4.1")
    void onlyAComponentOfThisServerManages(String jid, String expected, String suggestion) {
        String message = expected + (suggestion == null ? "" : "\n  " + suggestion);

        assertThat(problems(NAMESPACE + " = \"" + jid + "\"")).containsExactly(AT + NAMESPACE + ": " + message);
        assertThat(problems(NAMESPACE + " { jid = \"" + jid + "\" }"))
                .containsExactly(AT + NAMESPACE + ".jid: " + message);
    }

    @Test
    @Section("4.1")
    void delegationToNobodyIsRefused() {
        assertThat(problems(NAMESPACE + " { filtering = [node] }"))
                .containsExactly(
                        AT + NAMESPACE + ": no jid given\n  Write jid = \"…\" with the address of a component.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"= [\"e.lit\", \"f.lit\"]", "{ jid = [\"e.lit\", \"f.lit\"] }", "= \"e.lit, f.lit\""})
    @Section("4.1")
    void aNamespaceHasOneManagingEntity(String value) {
        assertThat(problems(NAMESPACE + " " + value)).singleElement().asString().startsWith(AT + NAMESPACE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filtering = [] | filtering: no attribute is given",
                "filtering = [\"no de\"] | filtering: \"no de\" is not the name of an attribute",
                "timeout = 0s | timeout",
                "timeout = 1h | timeout",
                "fallback = drop | fallback: \"drop\" is not one of error, builtin",
                "version = 3 | version",
                "blocking = true | blocking: unknown key"
            })
    @Section("4.1")
    void whatCannotBeIsExplained(String key, String expected) {
        assertThat(problems(NAMESPACE + " { jid = \"e.lit\", " + key + " }"))
                .singleElement()
                .asString()
                .startsWith(AT + NAMESPACE + "." + expected);
    }

    @Test
    @Section("7.2.4")
    void whatTheServerDoesNotKnowCannotBeFiltered() {
        assertThat(problems("\"urn:xmpp:delegation:2:bare:disco#info:*\" { jid = \"e.lit\", filtering = [node] }"))
                .containsExactly(AT + "\"urn:xmpp:delegation:2:bare:disco#info:*\".filtering: "
                        + "what the server knows nothing of cannot be filtered");
        assertThat(problems("\"urn:xmpp:delegation:2:bare:disco#items:*\" { jid = \"e.lit\", version = 1 }"))
                .containsExactly(AT + "\"urn:xmpp:delegation:2:bare:disco#items:*\".version: "
                        + "version 1 of the protocol does not know this");
    }

    @Test
    @Section("4.1")
    void unquotedNamesAreExplained() {
        assertThat(problems("urn: \"e.lit\""))
                .singleElement()
                .asString()
                .contains("this is not a namespace; HOCON ends an unquoted name at the colon");
    }

    @Test
    @Section(value = "4.1", rules = "T33")
    void halfAServiceForPersonalEventingIsSuspicious() {
        assertThat(problems("\"http://jabber.org/protocol/pubsub\" = \"e.lit\""))
                .hasSize(3)
                .allMatch(problem -> problem.startsWith(
                        AT.replace(":3: ", ":3: warning: ") + "\"http://jabber.org/protocol/pubsub\": "))
                .anyMatch(problem -> problem.contains("without \"http://jabber.org/protocol/pubsub#owner\""))
                .anyMatch(problem -> problem.contains("clients cannot discover nodes"))
                .anyMatch(problem -> problem.contains("e.lit has no privilege \"message\""));
    }
}
