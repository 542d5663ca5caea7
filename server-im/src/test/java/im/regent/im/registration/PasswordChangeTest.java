package im.regent.im.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.im.TestPasswords;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on as the server comes: owners change their passwords; nobody makes or ends accounts. */
@XmppTest(
        hosts = {"shakespeare.lit", "capulet.lit"},
        features = {"registration", "test-passwords"})
@Spec(xep = 77, version = "2.4")
class PasswordChangeTest {
    private static final Jid BILL = Jid.valueOf("bill@shakespeare.lit");

    private static String set(String id, String to, String content) {
        return "<iq type='set' id='" + id + "'" + (to.isEmpty() ? "" : " to='" + to + "'")
                + "><query xmlns='jabber:iq:register'>" + content + "</query></iq>";
    }

    private static String change(String to, String username, String password) {
        return set("c", to, "<username>" + username + "</username><password>" + password + "</password>");
    }

    private static String error(String type, String condition) {
        return "<iq type='error' id='c'><error type='" + type + "'><" + condition + " xmlns='{stanzas}'/></error></iq>";
    }

    private static TestClient bill(TestServer server) {
        return server.connect("bill@shakespeare.lit/globe");
    }

    private static Credentials credentials(TestServer server) {
        var stage = server.stores().accounts().credentials(BILL).toCompletableFuture();
        server.settle();
        return stage.join().orElseThrow();
    }

    @Test
    @Section("3.1")
    void ownerIsToldWhatIsOnFile(TestServer server) {
        bill(server)
                .sends("<iq type='get' id='1' to='shakespeare.lit'><query xmlns='jabber:iq:register'/></iq>")
                .receives("<iq type='result' id='1'><query xmlns='jabber:iq:register'><registered/>"
                        + "<username>bill</username><password/></query></iq>");
    }

    @ParameterizedTest
    @Section("3.3")
    @CsvSource({"'',bill", "shakespeare.lit,bill", "bill@shakespeare.lit,BILL"})
    void ownerChangesThePassword(String to, String username, TestServer server) {
        bill(server).sends(change(to, username, "newpassword")).receives("<iq type='result' id='c'/>");
        assertThat(credentials(server)).isEqualTo(Credentials.of(TestPasswords.keys("newpassword")));
    }

    @Test
    @Section("3.3")
    void otherSessionsAreEndedAndThisOneGoesOn(TestServer server) {
        TestClient other = server.connect("bill@shakespeare.lit/stolen");
        TestClient stranger = server.connect("juliet@capulet.lit/balcony");
        TestClient bill = bill(server);
        bill.sends(change("", "bill", "newpassword")).receives("<iq type='result' id='c'/>");
        assertThat(other.streamError().map(StreamError::condition)).contains(StreamCondition.NOT_AUTHORIZED);
        assertThat(bill.streamError()).isEmpty();
        assertThat(stranger.streamError()).isEmpty();
    }

    @ParameterizedTest
    @Section("3.3")
    @CsvSource({
        "<username>bill</username>,modify,bad-request",
        "<password>newpassword</password>,modify,bad-request",
        "<username>bill</username><password/>,modify,bad-request",
        "<username>juliet</username><password>newpassword</password>,auth,forbidden",
        "<username>b@d</username><password>newpassword</password>,auth,forbidden",
        "<username>bill</username><password>short</password>,modify,not-acceptable",
        "<username>bill</username><password>" + TestPasswords.UNFIT + "</password>,modify,not-acceptable",
        "<username>bill</username><password>" + TestPasswords.TOO_MUCH + "</password>,wait,resource-constraint",
        "<remove/>,cancel,not-allowed",
        "<remove/><username>bill</username>,modify,bad-request"
    })
    void whatCannotBeChangesNothing(String content, String type, String condition, TestServer server) {
        TestClient bill = bill(server);
        Credentials before = credentials(server);
        bill.sends(set("c", "", content)).receives(error(type, condition)).receivesNothing();
        assertThat(credentials(server)).isEqualTo(before);
        assertThat(bill.streamError()).isEmpty();
    }

    @Test
    @Section("3.3")
    void refusedPasswordIsNotSentBack(TestServer server) {
        TestClient bill = bill(server);
        bill.sends(change("", "juliet", "newpassword"));
        assertThat(bill.received().toString()).doesNotContain("newpassword");
    }

    @Test
    @Section("3.3")
    void nobodyChangesAnotherOnesPassword(TestServer server) {
        bill(server);
        Credentials before = credentials(server);
        String change = change("bill@shakespeare.lit", "bill", "newpassword");
        server.connect("juliet@capulet.lit/balcony")
                .sends(change)
                .receives(error("cancel", "service-unavailable"))
                .sends(change("shakespeare.lit", "bill", "newpassword"))
                .receives(error("auth", "forbidden"))
                .sends(change("shakespeare.lit", "juliet", "newpassword"))
                .receives(error("auth", "forbidden"));
        server.component("gate.shakespeare.lit")
                .sends("<iq type='set' id='c' from='bill@gate.shakespeare.lit' to='shakespeare.lit'>"
                        + "<query xmlns='jabber:iq:register'><username>bill</username>"
                        + "<password>newpassword</password></query></iq>")
                .receives("<iq xmlns='jabber:client' type='error' id='c'><error type='auth'>"
                        + "<forbidden xmlns='{stanzas}'/></error></iq>");
        assertThat(credentials(server)).isEqualTo(before);
    }
}
