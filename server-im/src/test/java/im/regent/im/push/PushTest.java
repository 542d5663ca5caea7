package im.regent.im.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.Attention;
import im.regent.core.session.Session;
import im.regent.core.session.SessionKeeper;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a device is told, and what its app server learns. */
@XmppTest(features = {"push", "delivery", "blocking", "disco"})
@Spec(xep = 357, version = "0.4.1")
class PushTest {
    private static Session session(TestServer server, TestClient client) {
        return server.routing().sessions().find(client.jid()).orElseThrow();
    }

    @Test
    @Section("4.1")
    void accountSaysThatItCanNotify(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='d' to='juliet@capulet.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='urn:xmpp:push:0'/></query></iq>");
    }

    @Test
    @Section("7")
    void deviceThatIsGoneIsToldInTheHostsName(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("But soft!");
        app.component.receives("<iq type='set' from='capulet.lit' to='push.client.lit' id='{any}'>"
                + "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + AppServer.NODE + "'><item>"
                + "<notification xmlns='urn:xmpp:push:0'><x xmlns='jabber:x:data'>"
                + "<field var='FORM_TYPE'><value>urn:xmpp:push:summary</value></field>"
                + "<field var='message-count'><value>1</value></field></x></notification></item></publish>"
                + "<publish-options>" + AppServer.OPTIONS + "</publish-options></pubsub></iq>");
    }

    @Test
    @Section("7")
    void nobodyLearnsWhoWroteWhatUnlessTheOperatorWantsThat(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("But soft!");
        assertThat(app.notified().toString()).doesNotContain("romeo", "juliet", "But soft!");
    }

    @Test
    @Section("1")
    void deviceThatIsThereIsNotTold(TestServer server) {
        AppServer app = new AppServer(server);
        app.phone();
        app.says("But soft!");
        app.component.receivesNothing();
    }

    @Test
    @Section("1")
    void anotherSessionThatIsInUseIsEnough(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        TestClient desktop = server.connect("juliet@capulet.lit/desktop").available();
        app.says("one");
        app.component.receivesNothing();
        desktop.sends("<presence><priority>-1</priority></presence>");
        app.says("two");
        assertThat(AppServer.field(app.notified(), "message-count")).isEqualTo("1");
    }

    @Test
    @Section("1")
    void sessionThatLostItsConnectionIsAway(TestServer server) {
        AppServer app = new AppServer(server);
        Session phone = session(server, app.phone());
        server.routing().events().publish(CoreEvents.SESSION_DETACHED, phone);
        app.says("one");
        app.accepts(app.notified());
        server.routing().events().publish(CoreEvents.SESSION_RESUMED, phone);
        server.clock().advance(Duration.ofMinutes(1));
        app.says("two");
        app.component.receivesNothing();
    }

    /** Keeps one message that was sent to the session. */
    private record Keeper(Element stanza) implements SessionKeeper {
        @Override
        public List<Element> unacknowledged() {
            return List.of(stanza);
        }

        @Override
        public void receiving() {}

        @Override
        public void handled() {}

        @Override
        public void owes(CompletionStage<?> durable) {}

        @Override
        public boolean keeps(Optional<StreamError> error) {
            return false;
        }

        @Override
        public CompletionStage<Void> caughtUp() {
            return Stages.done();
        }

        @Override
        public boolean suspends() {
            return false;
        }

        @Override
        public void ended() {}
    }

    @Test
    @Section("1")
    void whatWasOnItsWayWhenTheConnectionBrokeIsToldOnce(TestServer server) {
        AppServer app = new AppServer(server);
        TestClient phone = app.phone();
        ClientSession session = (ClientSession) session(server, phone);
        app.says("But soft!");
        app.component.receivesNothing();
        Element sent = phone.received().get(0);
        session.keptBy(new Keeper(sent));
        server.routing().events().publish(CoreEvents.SESSION_DETACHED, session);
        app.accepts(app.notified());
        server.clock().advance(Duration.ofMinutes(1));
        server.routing().events().publish(CoreEvents.UNDELIVERED, undelivered(session, sent));
        app.component.receivesNothing();
    }

    @Test
    @Section("1")
    void whatASessionLeavesWhenItEndsIsTold(TestServer server) {
        AppServer app = new AppServer(server);
        TestClient phone = app.phone();
        Session session = session(server, phone);
        app.says("But soft!");
        Element sent = phone.received().get(0);
        phone.losesConnection();
        server.routing().events().publish(CoreEvents.UNDELIVERED, undelivered(session, sent));
        assertThat(AppServer.field(app.notified(), "message-count")).isEqualTo("1");
    }

    private static Undelivered undelivered(Session session, Element sent) {
        try {
            return new Undelivered(session, Stanza.parse(sent), Instant.EPOCH);
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Section("1")
    void sessionThatNobodyLooksAtIsAway(TestServer server) {
        AppServer app = new AppServer(server);
        TestClient phone = app.phone();
        session(server, phone).state(Attention.class, Attention::new).turn(false);
        app.says("one");
        phone.receives("<message><body>one</body></message>");
        app.accepts(app.notified());
        session(server, phone).state(Attention.class, Attention::new).turn(true);
        server.clock().advance(Duration.ofMinutes(1));
        app.says("two");
        app.component.receivesNothing();
    }

    @ParameterizedTest
    @Section("1")
    @ValueSource(
            strings = {
                "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
                "<received xmlns='urn:xmpp:receipts' id='1'/>",
                "<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/><store xmlns='urn:xmpp:hints'/>",
                "<retract xmlns='urn:xmpp:jingle-message:0' id='1'/><store xmlns='urn:xmpp:hints'/>"
            })
    void whatHasNothingToShowWakesNobody(String content, TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.romeo.sends("<message type='chat' to='juliet@capulet.lit'>" + content + "</message>");
        app.component.receivesNothing();
    }

    @ParameterizedTest
    @Section("1")
    @ValueSource(
            strings = {
                "<encrypted xmlns='eu.siacs.conversations.axolotl'/>",
                "<propose xmlns='urn:xmpp:jingle-message:0' id='1'/><store xmlns='urn:xmpp:hints'/>",
                "<x xmlns='jabber:x:conference' jid='room@muc.lit'/><store xmlns='urn:xmpp:hints'/>"
            })
    void secretsCallsAndInvitationsWake(String content, TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.romeo.sends("<message type='chat' to='juliet@capulet.lit'>" + content + "</message>");
        app.notified();
    }

    @Test
    @Section("1")
    void blockedSenderWakesNobody(TestServer server) {
        AppServer app = new AppServer(server);
        app.phone()
                .sends(
                        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@capulet.lit'/></block></iq>")
                .closesStream();
        app.says("But soft!");
        app.component.receivesNothing();
    }

    @Test
    @Section("7")
    void whatComesMeanwhileIsToldWithTheNextOne(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        Element first = app.notified();
        app.says("two");
        app.says("three");
        app.component.receivesNothing();
        app.accepts(first);
        app.component.receivesNothing();
        server.clock().advance(Duration.ofSeconds(4));
        Element second = app.notified();
        assertThat(AppServer.field(second, "message-count")).isEqualTo("3");
        app.accepts(second);
        server.clock().advance(Duration.ofMinutes(1));
        app.component.receivesNothing();
    }

    @Test
    @Section("7")
    void whoComesBackIsNotToldAndCountsAnew(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        Element first = app.notified();
        app.says("two");
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        app.accepts(first);
        server.clock().advance(Duration.ofSeconds(4));
        app.component.receivesNothing();
        phone.closesStream();
        app.says("three");
        assertThat(AppServer.field(app.notified(), "message-count")).isEqualTo("1");
    }

    @Shuffled
    @Section("7")
    void lastNotificationCountsEveryMessageInWhateverOrderThingsHappen(long seed, TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        server.shuffle(seed);
        for (int i = 0; i < 5; i++) {
            app.romeo.sendsLater("<message type='chat' to='juliet@capulet.lit'><body>" + i + "</body></message>");
        }
        Element last = app.notified();
        for (int i = 0; i < 5 && !AppServer.field(last, "message-count").equals("5"); i++) {
            app.accepts(last);
            server.clock().advance(Duration.ofSeconds(4));
            last = app.notified();
        }
        assertThat(AppServer.field(last, "message-count")).isEqualTo("5");
    }
}
