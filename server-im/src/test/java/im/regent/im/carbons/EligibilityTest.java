package im.regent.im.carbons;

import static im.regent.im.carbons.Devices.chat;
import static im.regent.im.carbons.Devices.copy;
import static im.regent.im.carbons.Devices.enabled;
import static im.regent.im.carbons.Devices.message;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is copied, and what is not. */
@XmppTest(config = "features.carbons.remembered-messages = 3")
@Spec(xep = 280, version = "1.0.1")
class EligibilityTest {
    private static final String ROMEO = "romeo@capulet.lit/orchard";
    private static final String DESK = "juliet@capulet.lit/desk";
    private static final String ROOM = "<x xmlns='http://jabber.org/protocol/muc#user'/>";
    private static final String INVITE =
            "<x xmlns='http://jabber.org/protocol/muc#user'><invite from='nurse@capulet.lit'/></x>";

    private static boolean[] areCopied(TestServer server, String type, String content) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient romeo = server.connect(ROMEO);
        phone.received();
        String attributes = "id='m'" + (type.isEmpty() ? "" : " type='" + type + "'");
        desk.sends(message(attributes + " to='" + ROMEO + "'", content));
        boolean isSentCopied = !phone.received().isEmpty();
        romeo.receives("<message id='m'/>").sends(message(attributes + " to='" + DESK + "'", content));
        desk.receives("<message id='m'/>");
        return new boolean[] {isSentCopied, !phone.received().isEmpty()};
    }

    @ParameterizedTest
    @CsvSource({
        "chat, <y xmlns='urn:y'/>",
        "'', <body>x</body>",
        "normal, <body>x</body>",
        "unknown, <body>x</body>",
        "normal, <received xmlns='urn:xmpp:receipts' id='x'/>",
        "normal, <request xmlns='urn:xmpp:receipts'/>",
        "normal, <composing xmlns='http://jabber.org/protocol/chatstates'/>",
        "headline, <displayed xmlns='urn:xmpp:chat-markers:0' id='x'/>",
        "normal, <x xmlns='jabber:x:conference' jid='room@muc.lit'/>",
        "chat, <body>x</body><no-store xmlns='urn:xmpp:hints'/>"
    })
    @Section("6.1")
    void messagesForInstantMessagingAreCopied(String type, String content, TestServer server) {
        assertThat(areCopied(server, type, content)).containsExactly(true, true);
    }

    @ParameterizedTest
    @CsvSource({
        "normal, <y xmlns='urn:y'/>",
        "normal, <subject>x</subject>",
        "headline, <body>x</body>",
        "groupchat, <body>x</body>",
        "groupchat, <x xmlns='jabber:x:conference' jid='room@muc.lit'/>",
        "error, <body>x</body>",
        "error, <received xmlns='urn:xmpp:receipts' id='x'/>",
        "chat, <body>x</body><private xmlns='urn:xmpp:carbons:2'/>",
        "chat, <body>x</body><no-copy xmlns='urn:xmpp:hints'/>",
        "chat, <sent xmlns='urn:xmpp:carbons:2'/>",
        "chat, <body>x</body><received xmlns='urn:xmpp:carbons:2'/>"
    })
    @Section("6.1")
    void otherMessagesAreNot(String type, String content, TestServer server) {
        assertThat(areCopied(server, type, content)).containsExactly(false, false);
    }

    @Test
    @Section("9")
    void privateMessageIsDeliveredAsItIs(TestServer server) {
        TestClient desk = enabled(server, DESK);
        String content = "<body>x</body><private xmlns='urn:xmpp:carbons:2'/><no-copy xmlns='urn:xmpp:hints'/>";
        server.connect(ROMEO).sends(message("type='chat' to='" + DESK + "'", content));
        desk.receives(message("type='chat' to='" + DESK + "'", content));
    }

    @Test
    @Section("6.1")
    void messagesOfARoomAreCopiedWhereTheRoomDoesNot(TestServer server) {
        TestComponent rooms = server.component("muc.lit");
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        phone.received();

        rooms.sends("<message type='chat' id='p' from='room@muc.lit/nick' to='" + DESK + "'><body>x</body>" + ROOM
                        + "</message>")
                .sends("<message type='chat' id='q' from='room@muc.lit/nick' to='" + DESK + "'><body>x</body>" + INVITE
                        + "</message>");
        desk.receives("<message id='p'/>").receives("<message id='q'/>");
        phone.receivesNothing();
        rooms.sends("<message id='i' from='room@muc.lit' to='" + DESK + "'>" + INVITE + "</message>");
        desk.receives("<message id='i'/>");
        phone.receives(copy("received", phone, "i")).receivesNothing();
        desk.sends("<message id='j' to='room@muc.lit'>" + INVITE + "</message>");
        phone.receives(copy("sent", phone, "j")).receivesNothing();
    }

    @Test
    @Section("6.1")
    void privateMessageToAnOccupantIsCopiedToThoseWhoAreInThatRoom(TestServer server) {
        server.component("muc.lit");
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient web = enabled(server, "juliet@capulet.lit/web");
        phone.sends("<presence to='room@muc.lit/juliet'/>");
        web.sends("<presence to='other@muc.lit/juliet'/>");
        phone.received();
        desk.received();
        web.received();

        desk.sends("<message type='chat' id='p' to='room@muc.lit/nick'><body>x</body>" + ROOM + "</message>");
        phone.receives(copy("sent", phone, "p")).receivesNothing();
        web.receivesNothing();
    }

    @Test
    @Section("6.1")
    void errorsAreCopiedIfTheyAnswerWhatWasCopied(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient romeo = server.connect(ROMEO);
        phone.received();
        String error =
                "<message type='error' id='%s' to='%s'><error type='cancel'><gone xmlns='{stanzas}'/></error></message>";

        desk.sends(chat(ROMEO, "m"));
        phone.receives(copy("sent", phone, "m"));
        romeo.sends(error.formatted("other", DESK)).sends(error.formatted("m", DESK));
        desk.receives("<message id='other'/>").receives("<message type='error' id='m'/>");
        phone.receives(copy("received", phone, "type='error' id='m'", "")).receivesNothing();

        romeo.received();
        romeo.sends(chat(DESK, "n"));
        phone.receives(copy("received", phone, "n"));
        desk.sends(error.formatted("other", ROMEO)).sends(error.formatted("n", ROMEO));
        phone.receives(copy("sent", phone, "type='error' id='n'", "")).receivesNothing();
    }

    @Test
    @Section("6.1")
    void errorOfSomebodyElseIsNotCopied(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient tybalt = server.connect("tybalt@capulet.lit/street");
        desk.sends(chat(ROMEO, "m"));
        phone.received();
        tybalt.sends("<message type='error' id='m' to='" + DESK + "'/>");
        phone.receivesNothing();
    }

    @Test
    @Section("6.1")
    void onlySoManyMessagesAreRememberedAndNoneWithALongId(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient romeo = server.connect(ROMEO);
        String longId = "x".repeat(257);
        desk.sends(chat(ROMEO, longId));
        for (int i = 0; i < 4; i++) {
            desk.sends(chat(ROMEO, "m" + i));
        }
        phone.received();
        for (String id : new String[] {longId, "m0", "m1", "m3"}) {
            romeo.sends("<message type='error' id='" + id + "' to='" + DESK + "'/>");
        }
        phone.receives(copy("received", phone, "m1"))
                .receives(copy("received", phone, "m3"))
                .receivesNothing();
    }

    @Test
    @Section("10.3")
    void bounceOfACopyReachesNobody(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient romeo = server.connect(ROMEO);
        phone.received();
        romeo.sends(chat(DESK, "m"));
        Element copy = phone.received().get(0);
        assertThat(copy.attribute("id")).isEmpty();
        desk.received();

        phone.sends("<message type='error' to='juliet@capulet.lit'><error type='cancel'><gone xmlns='{stanzas}'/>"
                        + "</error></message>")
                .receivesNothing();
        romeo.receivesNothing();
        desk.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "received"})
    @Section("11")
    void forgedCopyKeepsItsSender(String direction, TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, DESK);
        TestClient tybalt = server.connect("tybalt@capulet.lit/street");
        phone.received();
        String forged = copy(direction, desk, "from='" + ROMEO + "' to='" + DESK + "'", "<body>x</body>");

        tybalt.sends(forged);
        desk.receives("<message from='tybalt@capulet.lit/street' to='" + DESK + "'/>");
        phone.sends(forged).receivesNothing();
        desk.receives("<message from='juliet@capulet.lit/phone' to='" + DESK + "'/>")
                .receivesNothing();
    }

    @Test
    @Section("11")
    void nobodyButTheServerMakesCopiesInTheAccountsName(TestServer server) {
        TestClient desk = enabled(server, DESK);
        Jid juliet = Jid.valueOf("juliet@capulet.lit");
        List<Stanza> answers = new ArrayList<>();
        Element copy = Element.of("urn:xmpp:carbons:2", "received");
        Message forged =
                Message.to(desk.jid(), Message.Type.CHAT).withFrom(juliet).plus(copy);
        server.routing().router().submit(forged, new ActingFor(juliet, Runnable::run, answers::add));
        server.routing().router().submit(forged.withTo(juliet), new ActingFor(juliet, Runnable::run, answers::add));

        desk.receivesNothing();
        assertThat(answers)
                .hasSize(2)
                .allSatisfy(
                        answer -> assertThat(StanzaError.conditionOf(answer)).contains(Condition.FORBIDDEN));
    }
}
