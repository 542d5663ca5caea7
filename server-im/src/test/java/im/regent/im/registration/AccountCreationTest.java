package im.regent.im.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.TestPasswords;
import im.regent.im.api.AccountChanges;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New accounts, on streams that have not authenticated. */
@XmppTest(
        hosts = "shakespeare.lit",
        features = {"registration", "test-passwords"})
@Spec(xep = 77, version = "2.4")
class AccountCreationTest {
    private static final String HERE = "192.0.2.1";

    private static AccountCreation creation(TestServer server) {
        RegistrationSettings settings = new RegistrationSettings(
                true, true, false, true, true, 8, Set.of("admin"), 1, 3, Duration.ofMinutes(10));
        return new AccountCreation(
                settings, server.provided(AccountChanges.class), new Quotas(settings, server.clock()::nanoTime));
    }

    private static Element iq(String type, Element... content) {
        Element query = Element.of(RegistrationXml.NAMESPACE, "query", content);
        return Element.of(XmlWriter.CLIENT, "iq", query).with("type", type).with("id", "1");
    }

    private static Element field(String name, String value) {
        return Element.text(RegistrationXml.NAMESPACE, name, value);
    }

    private static Element request(String username, String password) {
        return iq("set", field("username", username), field("password", password));
    }

    /** The condition of the last answer, or its type. */
    private static String send(TestServer server, AccountCreation creation, Newcomer stream, Element iq) {
        try {
            creation.received(iq, stream);
        } catch (StreamException e) {
            throw new AssertionError(e);
        }
        server.settle();
        var last = stream.answers.get(stream.answers.size() - 1);
        return StanzaError.conditionOf(last)
                .map(condition -> condition.element())
                .orElse(last.xml().attribute("type", ""));
    }

    private static boolean exists(TestServer server, String name) {
        var stage = server.stores()
                .accounts()
                .exists(Jid.valueOf(name + "@shakespeare.lit"))
                .toCompletableFuture();
        server.settle();
        return stage.join();
    }

    @Test
    @Section("8")
    void isOfferedBeforeTheLoginAndOverTlsOnly(TestServer server) {
        AccountCreation creation = creation(server);
        assertThat(creation.offer(new Newcomer(HERE)))
                .contains(Element.of("http://jabber.org/features/iq-register", "register"));
        assertThat(creation.needs()).containsExactly(StreamFact.SECURE);
        assertThat(creation.forbids()).containsExactly(StreamFact.AUTHENTICATED);
    }

    @Test
    @Section("3.1")
    void fieldsAreAskedForAndTheAccountIsMade(TestServer server) {
        AccountCreation creation = creation(server);
        Newcomer stream = new Newcomer(HERE);
        assertThat(send(server, creation, stream, iq("get"))).isEqualTo("result");
        assertThat(stream.answers.get(0).toString()).contains("<username/>", "<password/>", "<instructions>");
        assertThat(send(server, creation, stream, request("Bill", "Calliope"))).isEqualTo("result");
        assertThat(exists(server, "bill")).isTrue();
    }

    @ParameterizedTest
    @Section("3.1")
    @CsvSource({
        "'',Calliope,not-acceptable",
        "bill,'',not-acceptable",
        "bill,short,not-acceptable",
        "b@d,Calliope,not-acceptable",
        "Admin,Calliope,not-acceptable",
        "bill," + TestPasswords.UNFIT + ",not-acceptable",
        "bill," + TestPasswords.TOO_MUCH + ",resource-constraint",
        "taken,Calliope,conflict"
    })
    void whatCannotBeIsRefusedAndNothingIsMade(String username, String password, String condition, TestServer server) {
        server.account("taken@shakespeare.lit");
        assertThat(send(server, creation(server), new Newcomer(HERE), request(username, password)))
                .isEqualTo(condition);
        assertThat(exists(server, "bill")).isFalse();
    }

    @Test
    @Section("3.1.1")
    void streamMakesOneAccount(TestServer server) {
        AccountCreation creation = creation(server);
        Newcomer exempt = new Newcomer("");
        assertThat(send(server, creation, exempt, request("bill", "Calliope"))).isEqualTo("result");
        assertThat(send(server, creation, exempt, request("will", "Calliope"))).isEqualTo("not-acceptable");
        assertThat(exists(server, "will")).isFalse();
    }

    @Test
    @Section("9")
    void addressMakesOneAccountInAWhile(TestServer server) {
        AccountCreation creation = creation(server);
        assertThat(send(server, creation, new Newcomer(HERE), request("bill", "Calliope")))
                .isEqualTo("result");
        for (int i = 0; i < 100; i++) {
            assertThat(send(server, creation, new Newcomer(HERE), request("will" + i, "Calliope")))
                    .isEqualTo("resource-constraint");
        }
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(send(server, creation, new Newcomer(HERE), request("will", "Calliope")))
                .isEqualTo("result");
    }

    @Test
    @Section("9")
    void namesCannotBeTriedOutAtWill(TestServer server) {
        server.account("taken@shakespeare.lit");
        AccountCreation creation = creation(server);
        assertThat(Stream.generate(() -> send(server, creation, new Newcomer(HERE), request("taken", "Calliope")))
                        .limit(5))
                .containsExactly("conflict", "conflict", "conflict", "resource-constraint", "resource-constraint");
    }

    @Test
    @Section("3.2")
    void nothingIsRemovedBeforeTheLogin(TestServer server) {
        Element remove = iq("set", Element.of(RegistrationXml.NAMESPACE, "remove"));
        assertThat(send(server, creation(server), new Newcomer(HERE), remove)).isEqualTo("unexpected-request");
    }

    @Test
    @Section("3.1.1")
    void whatIsForOthersEndsTheStream(TestServer server) {
        AccountCreation creation = creation(server);
        Newcomer stream = new Newcomer(HERE);
        for (Element wrong : new Element[] {
            iq("get").with("to", "bill@shakespeare.lit"),
            iq("get").with("to", "other.lit"),
            iq("get").with("to", "@"),
            iq("result"),
            iq("get").without("id")
        }) {
            assertThatThrownBy(() -> creation.received(wrong, stream))
                    .isInstanceOfSatisfying(
                            StreamException.class,
                            e -> assertThat(e.error().condition()).isEqualTo(StreamCondition.NOT_AUTHORIZED));
        }
        assertThat(stream.answers).isEmpty();
    }
}
