package im.regent.im.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Accounts that their owners end, where the operator allows it. */
@XmppTest(
        hosts = "shakespeare.lit",
        features = {"registration", "test-passwords", "private-xml"},
        config = "features.registration { removal = true, password-change = false, end-other-sessions = false }")
@Spec(xep = 77, version = "2.4")
class RemovalTest {
    private static final Jid BILL = Jid.valueOf("bill@shakespeare.lit");

    private static boolean exists(TestServer server) {
        var stage = server.stores().accounts().exists(BILL).toCompletableFuture();
        server.settle();
        return stage.join();
    }

    @Test
    @Section("3.2")
    void accountIsGoneWithAllItsSessionsAndData(TestServer server) {
        TestClient bill = server.connect("bill@shakespeare.lit/globe");
        TestClient other = server.connect("bill@shakespeare.lit/inn");
        bill.sends("<iq type='set' id='p'><query xmlns='jabber:iq:private'><a xmlns='a'>b</a></query></iq>");
        bill.received();
        bill.sends("<iq type='set' id='r'><query xmlns='jabber:iq:register'><remove/></query></iq>")
                .receives("<iq type='result' id='r'/>");
        assertThat(bill.streamError().map(StreamError::condition)).contains(StreamCondition.NOT_AUTHORIZED);
        assertThat(other.streamError().map(StreamError::condition)).contains(StreamCondition.NOT_AUTHORIZED);
        assertThat(exists(server)).isFalse();
        server.connect("bill@shakespeare.lit/afterlife")
                .sends("<iq type='get' id='g'><query xmlns='jabber:iq:private'><a xmlns='a'/></query></iq>");
        assertThat(server.routing().sessions().of(BILL)).hasSize(1);
    }

    @Test
    @Section("3.2")
    void removalStandsAlone(TestServer server) {
        server.connect("bill@shakespeare.lit/globe")
                .sends("<iq type='set' id='r'><query xmlns='jabber:iq:register'><remove/><password/></query></iq>")
                .receives("<iq type='error' id='r'><error type='modify'><bad-request xmlns='{stanzas}'/></error></iq>");
        assertThat(exists(server)).isTrue();
    }

    @Test
    @Section("3.2")
    void nobodyRemovesAnother(TestServer server) {
        server.account(BILL.toString());
        server.connect("juliet@shakespeare.lit/balcony")
                .sends(
                        "<iq type='set' id='r' to='bill@shakespeare.lit'><query xmlns='jabber:iq:register'><remove/></query></iq>")
                .receives(
                        "<iq type='error' id='r'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>");
        assertThat(exists(server)).isTrue();
    }

    @Test
    @Section("3.3")
    void passwordsAreNotChangedWhereTheOperatorDoesNotWantIt(TestServer server) {
        server.connect("bill@shakespeare.lit/globe")
                .sends("<iq type='set' id='c'><query xmlns='jabber:iq:register'><username>bill</username>"
                        + "<password>newpassword</password></query></iq>")
                .receives("<iq type='error' id='c'><error type='cancel'><not-allowed xmlns='{stanzas}'/></error></iq>");
    }
}
