package im.regent.im.commands;

import static im.regent.im.commands.Dialogs.ADMIN;
import static im.regent.im.commands.Dialogs.begin;
import static im.regent.im.commands.Dialogs.carryOut;
import static im.regent.im.commands.Dialogs.command;
import static im.regent.im.commands.Dialogs.error;
import static im.regent.im.commands.Dialogs.form;
import static im.regent.im.commands.Dialogs.going;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.store.Credentials;
import im.regent.core.xml.Element;
import im.regent.im.TestPasswords;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators do with the host and its accounts. */
@XmppTest(
        hosts = {"shakespeare.lit", "capulet.lit"},
        features = {"commands", "presence", "test-passwords"},
        config = "admins = [\"bard@shakespeare.lit\"]")
@Spec(xep = 133, version = "1.3.1")
class AdministrationTest {
    private static final String HOST = "shakespeare.lit";
    private static final Jid BILL = Jid.valueOf("bill@shakespeare.lit");

    private static TestClient bard(TestServer server) {
        return server.connect("bard@shakespeare.lit/globe").available();
    }

    private static Optional<Credentials> credentials(TestServer server) {
        var stage = server.stores().accounts().credentials(BILL).toCompletableFuture();
        server.settle();
        return stage.join();
    }

    private static String note(Element command) {
        return command.child("http://jabber.org/protocol/commands", "note")
                .map(note -> note.attribute("type", "") + ": " + note.text())
                .orElse("-");
    }

    @ParameterizedTest
    @Section("3")
    @ValueSource(strings = {"add-user", "delete-user", "get-online-users-num", "announce", "end-user-session"})
    void othersAreRefusedAndSeeNothing(String node, TestServer server) {
        TestClient bill = server.connect("bill@shakespeare.lit/inn");
        bill.sends(command(HOST, "node='" + ADMIN + node + "'", "")).receives(error("auth", "forbidden", ""));
        bill.sends("<iq type='get' id='i' to='shakespeare.lit'><query xmlns='http://jabber.org/protocol/disco#items'"
                + " node='http://jabber.org/protocol/commands'/></iq>");
        assertThat(command(bill).children()).isEmpty();
    }

    @Test
    @Section("8")
    void whoActsForAnAdministratorIsNone(TestServer server) {
        bard(server);
        Element delete = Element.of("http://jabber.org/protocol/commands", "command")
                .with("node", ADMIN + "get-online-users-num");
        Jid bard = Jid.valueOf("bard@shakespeare.lit");
        var answer = server.routing()
                .ask(
                        bard,
                        Iq.request(Iq.Type.SET, "1", delete).withTo(Jid.valueOf(HOST)),
                        ActingFor.unanswered(bard, Runnable::run),
                        Duration.ofSeconds(1))
                .toCompletableFuture();
        server.settle();
        assertThat(answer.join().orElseThrow().isError()).isTrue();
    }

    @Test
    @Section("4.1")
    void userIsAdded(TestServer server) {
        Element done = carryOut(
                bard(server),
                HOST,
                ADMIN + "add-user",
                "FORM_TYPE",
                "http://jabber.org/protocol/admin",
                "accountjid",
                "bill@shakespeare.lit",
                "password",
                "m1cro$oft",
                "password-verify",
                "m1cro$oft");
        assertThat(done.attribute("status")).contains("completed");
        assertThat(credentials(server)).contains(Credentials.of(TestPasswords.keys("m1cro$oft")));
    }

    @Test
    @Section("4.1")
    void userThatExistsIsNotAddedAgain(TestServer server) {
        server.account(BILL.toString());
        Element done = carryOut(
                bard(server),
                HOST,
                ADMIN + "add-user",
                "accountjid",
                BILL.toString(),
                "password",
                "m1cro$oft",
                "password-verify",
                "m1cro$oft");
        assertThat(note(done)).startsWith("error: ").contains("already");
    }

    @ParameterizedTest
    @Section("4.1")
    @ValueSource(
            strings = {
                "accountjid,bill@shakespeare.lit,password,one,password-verify,other",
                "accountjid,bill@capulet.lit,password,one,password-verify,one",
                "accountjid,bill@shakespeare.lit/r,password,one,password-verify,one",
                "accountjid,shakespeare.lit,password,one,password-verify,one",
                "accountjid,@,password,one,password-verify,one",
                "accountjid,bill@shakespeare.lit,password,one",
                "FORM_TYPE,other,accountjid,bill@shakespeare.lit,password,one,password-verify,one"
            })
    void formThatIsNotFilledInRightIsRefusedAndCanBeSentAgain(String fields, TestServer server) {
        TestClient bard = bard(server);
        String session = begin(bard, HOST, ADMIN + "add-user");
        bard.sends(command(HOST, going(ADMIN + "add-user", session, "complete"), form(fields.split(","))))
                .receives(error("modify", "bad-request", "bad-payload"));
        assertThat(credentials(server)).isEmpty();
        bard.sends(command(
                HOST,
                going(ADMIN + "add-user", session, "complete"),
                form("accountjid", BILL.toString(), "password", "one", "password-verify", "one")));
        assertThat(note(command(bard))).isEqualTo("info: Done.");
    }

    @Test
    @Section("4.2")
    void usersAreDeletedAndTheirSessionsEnd(TestServer server) {
        TestClient bill = server.connect("bill@shakespeare.lit/inn");
        Element done = carryOut(
                bard(server),
                HOST,
                ADMIN + "delete-user",
                "accountjids",
                "bill@shakespeare.lit|nobody@shakespeare.lit");
        assertThat(note(done)).isEqualTo("error: nobody@shakespeare.lit: there is no such account");
        assertThat(bill.streamError()).isPresent();
        assertThat(credentials(server)).isEmpty();
    }

    @Test
    @Section("4.2")
    void administratorsDoNotDeleteThemselves(TestServer server) {
        TestClient bard = bard(server);
        String session = begin(bard, HOST, ADMIN + "delete-user");
        bard.sends(command(
                        HOST,
                        going(ADMIN + "delete-user", session, "complete"),
                        form("accountjids", "bard@shakespeare.lit")))
                .receives(error("modify", "bad-request", "bad-payload"));
        assertThat(bard.streamError()).isEmpty();
    }

    @Test
    @Section("4.3")
    void disabledUserIsEnabledAgain(TestServer server) {
        TestClient bill = server.connect("bill@shakespeare.lit/inn");
        TestClient bard = bard(server);
        carryOut(bard, HOST, ADMIN + "disable-user", "accountjids", BILL.toString());
        assertThat(bill.streamError()).isPresent();
        assertThat(credentials(server).orElseThrow().isDisabled()).isTrue();
        carryOut(bard, HOST, ADMIN + "reenable-user", "accountjids", BILL.toString());
        assertThat(credentials(server).orElseThrow().isDisabled()).isFalse();
    }

    @Test
    @Section("4.5")
    void oneSessionOrAllOfAnAccountEnd(TestServer server) {
        TestClient inn = server.connect("bill@shakespeare.lit/inn");
        TestClient home = server.connect("bill@shakespeare.lit/home");
        TestClient bard = bard(server);
        carryOut(bard, HOST, ADMIN + "end-user-session", "accountjids", "bill@shakespeare.lit/inn");
        assertThat(inn.streamError()).isPresent();
        assertThat(home.streamError()).isEmpty();
        carryOut(bard, HOST, ADMIN + "end-user-session", "accountjids", "bill@shakespeare.lit");
        assertThat(home.streamError()).isPresent();
    }

    @Test
    @Section("4.7")
    void passwordIsChanged(TestServer server) {
        server.account(BILL.toString());
        carryOut(
                bard(server), HOST, ADMIN + "change-user-password", "accountjid", BILL.toString(), "password", "R0m30");
        assertThat(credentials(server)).contains(Credentials.of(TestPasswords.keys("R0m30")));
    }

    @Test
    @Section("4.7")
    void whoIsLoggedInWithThePasswordThatWasChangedIsNotAnyMore(TestServer server) {
        TestClient inn = server.connect("bill@shakespeare.lit/inn").available();
        TestClient other = server.connect("will@shakespeare.lit/inn").available();
        TestClient bard = bard(server);
        carryOut(bard, HOST, ADMIN + "change-user-password", "accountjid", BILL.toString(), "password", "R0m30");

        assertThat(inn.streamError()).isPresent();
        assertThat(other.streamError()).isEmpty();

        // An administrator's own session is what carries it out.
        TestClient home = server.connect("bard@shakespeare.lit/home");
        carryOut(bard, HOST, ADMIN + "change-user-password", "accountjid", "bard@shakespeare.lit", "password", "R0m30");
        assertThat(home.streamError()).isPresent();
        assertThat(bard.streamError()).isEmpty();
    }

    @Test
    @Section("3")
    void whoAdministersFollowsAReload(TestServer server) {
        TestClient bard = bard(server);
        TestClient bill = server.connect("bill@shakespeare.lit/inn").available();
        String count = "node='" + ADMIN + "get-online-users-num'";
        String begun = begin(bard, HOST, ADMIN + "announce");

        server.reload("admins = [\"bill@shakespeare.lit\"]");

        bard.sends(command(HOST, count, "")).receives(error("auth", "forbidden", ""));
        bard.sends(command(HOST, going(ADMIN + "announce", begun, "complete"), form("announcement", "x")))
                .receives(error("auth", "forbidden", ""));
        bill.sends(command(HOST, count, ""));
        assertThat(command(bill).toString()).contains("onlineusersnum");
    }

    @Test
    @Section("4.15")
    void usersAreCountedOnTheirHost(TestServer server) {
        server.connect("bill@shakespeare.lit/inn");
        server.connect("bill@shakespeare.lit/home");
        server.account("will@shakespeare.lit");
        server.connect("juliet@capulet.lit/balcony");
        TestClient bard = bard(server);
        bard.sends(command(HOST, "node='" + ADMIN + "get-online-users-num'", ""));
        assertThat(command(bard).toString()).contains("onlineusersnum", "<value>2</value>");
        bard.sends(command(HOST, "node='" + ADMIN + "get-registered-users-num'", ""));
        assertThat(command(bard).toString()).contains("registeredusersnum", "<value>3</value>");
    }

    @Test
    @Section("4.23")
    void announcementReachesWhoeverIsOnlineOnTheHost(TestServer server) {
        TestClient bill = server.connect("bill@shakespeare.lit/inn").available();
        TestClient hidden = server.connect("will@shakespeare.lit/inn");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient bard = bard(server);
        String session = begin(bard, HOST, ADMIN + "announce");
        bard.sends(command(
                HOST,
                going(ADMIN + "announce", session, "complete"),
                form("subject", "News", "announcement", "one|two")));
        bill.receives(
                "<message type='headline' from='shakespeare.lit'><subject>News</subject><body>one\ntwo</body></message>");
        hidden.receivesNothing();
        juliet.receivesNothing();
    }
}
