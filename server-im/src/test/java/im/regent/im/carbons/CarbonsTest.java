package im.regent.im.carbons;

import static im.regent.im.carbons.Devices.chat;
import static im.regent.im.carbons.Devices.copy;
import static im.regent.im.carbons.Devices.enabled;
import static im.regent.im.carbons.Devices.message;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Who gets copies, of what is sent and of what is received. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = "features.archive.default = never")
@Spec(xep = 280, version = "1.0.1")
class CarbonsTest {
    private static final String DISABLE = "<iq type='set' id='d'><disable xmlns='urn:xmpp:carbons:2'/></iq>";
    private static final String ROMEO = "romeo@montague.lit/orchard";

    @Test
    @Section("3")
    void hostAnnouncesCarbons(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(
                        "<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='urn:xmpp:carbons:2'/></query></iq>");
    }

    @Test
    @Section("10.1")
    void enablingAndDisablingCanBeRepeated(TestServer server) {
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        TestClient desk = server.connect("juliet@capulet.lit/desk").available();
        desk.received();
        for (int i = 0; i < 2; i++) {
            phone.received();
            phone.sends(Devices.ENABLE + Devices.ENABLE)
                    .receives("<iq type='result' id='e' to='juliet@capulet.lit/phone'/>")
                    .receives("<iq type='result' id='e'/>");
            desk.sends(chat(ROMEO, "on" + i)).received();
            phone.receives(copy("sent", phone, "on" + i));
            phone.sends(DISABLE + DISABLE)
                    .receives("<iq type='result' id='d'/>")
                    .receives("<iq type='result' id='d'/>");
            desk.sends(chat(ROMEO, "off" + i)).received();
            phone.receivesNothing();
        }
    }

    @Test
    @Section("4.1")
    void nobodyEnablesOrDisablesThemForAnotherAccount(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = server.connect("juliet@capulet.lit/desk");
        TestClient tybalt = server.connect("tybalt@capulet.lit/street");
        for (String request : new String[] {Devices.ENABLE, DISABLE}) {
            tybalt.sends(request.replace("type='set'", "type='set' to='juliet@capulet.lit'"))
                    .receives(
                            "<iq type='error'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>");
        }
        desk.sends(chat(ROMEO, "m"));
        phone.receives(copy("sent", phone, "m"));
    }

    @Test
    @Section("8")
    void whatOneDeviceSendsTheOthersSee(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, "juliet@capulet.lit/desk");
        TestClient old = server.connect("juliet@capulet.lit/old").available();
        TestClient romeo = server.connect(ROMEO);
        phone.received();
        desk.received();

        old.sends(message("type='chat' to='" + ROMEO + "' id='m'", "<body>Neither</body><thread>t</thread>"))
                .receivesNothing();
        romeo.receives("<message id='m' from='juliet@capulet.lit/old'/>").receivesNothing();
        for (TestClient device : new TestClient[] {phone, desk}) {
            assertThat(device.received())
                    .singleElement()
                    .hasToString("<message xmlns='jabber:client' to='" + device.jid()
                            + "' type='chat' from='juliet@capulet.lit'><sent xmlns='urn:xmpp:carbons:2'>"
                            + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat' to='"
                            + ROMEO
                            + "' id='m' xml:lang='en' from='juliet@capulet.lit/old'><body>Neither</body>"
                            + "<thread>t</thread></message></forwarded></sent></message>");
        }
        phone.sends(chat(ROMEO, "n")).receivesNothing();
        desk.receives(copy("sent", desk, "n")).receivesNothing();
        old.receivesNothing();
    }

    @Test
    @Section("7")
    void whatOneDeviceIsSentTheOthersSee(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, "juliet@capulet.lit/desk");
        TestClient old = server.connect("juliet@capulet.lit/old").available();
        phone.received();
        desk.received();

        server.connect(ROMEO).sends(chat("juliet@capulet.lit/phone", "m")).receivesNothing();
        phone.receives("<message id='m' from='" + ROMEO + "' to='juliet@capulet.lit/phone'/>")
                .receivesNothing();
        desk.receives(copy(
                        "received",
                        desk,
                        "type='chat' id='m' from='" + ROMEO + "' to='juliet@capulet.lit/phone'",
                        "<body>x</body>"))
                .receivesNothing();
        old.receivesNothing();
    }

    @Test
    @Spec(rfc = 6121)
    @Section(value = "8.5.2.1.1", rules = "R219")
    void ofAChatMessageForTheAccountThoseThatAreLessAvailableGetCopies(TestServer server) {
        TestClient first =
                enabled(server, "juliet@capulet.lit/first").sends("<presence><priority>5</priority></presence>");
        TestClient second =
                enabled(server, "juliet@capulet.lit/second").sends("<presence><priority>5</priority></presence>");
        TestClient low = enabled(server, "juliet@capulet.lit/low");
        TestClient negative =
                enabled(server, "juliet@capulet.lit/negative").sends("<presence><priority>-1</priority></presence>");
        TestClient silent = Devices.enable(server.connect("juliet@capulet.lit/silent"));
        TestClient old = server.connect("juliet@capulet.lit/old").available();
        TestClient[] all = {first, second, low, negative, silent, old};
        for (TestClient device : all) {
            device.received();
        }

        server.connect(ROMEO).sends(chat("juliet@capulet.lit", "m")).receivesNothing();
        for (TestClient device : new TestClient[] {first, second}) {
            device.receives("<message id='m' to='juliet@capulet.lit' from='" + ROMEO + "'/>");
        }
        for (TestClient device : new TestClient[] {low, negative, silent}) {
            device.receives(copy("received", device, "id='m' to='juliet@capulet.lit'", ""));
        }
        for (TestClient device : all) {
            device.receivesNothing();
        }
    }

    @Test
    @Spec(rfc = 6121)
    @Section(value = "8.5.2.1.1", rules = "R219")
    void ofANormalMessageThatAllGotNobodyGetsACopy(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, "juliet@capulet.lit/desk");
        phone.received();

        server.connect(ROMEO).sends(message("to='juliet@capulet.lit' id='m'", "<body>x</body>"));
        phone.receives("<message id='m'/>").receivesNothing();
        desk.receives("<message id='m'/>").receivesNothing();
    }

    @Test
    @Section("7")
    void messageThatWaitsIsCopiedWhenItIsTaken(TestServer server) {
        TestClient negative =
                enabled(server, "juliet@capulet.lit/negative").sends("<presence><priority>-1</priority></presence>");
        negative.received();
        server.connect(ROMEO).sends(chat("juliet@capulet.lit", "m"));
        negative.receivesNothing();

        TestClient desk = Devices.enable(server.connect("juliet@capulet.lit/desk"));
        desk.sends("<presence/>");
        assertThat(desk.received())
                .filteredOn(CarbonsTest::isMessage)
                .singleElement()
                .satisfies(got -> assertThat(got.attribute("id")).contains("m"));
        assertThat(negative.received())
                .filteredOn(CarbonsTest::isMessage)
                .singleElement()
                .satisfies(
                        got -> assertThat(got.toString()).contains("<received").contains("id='m'"));
        negative.sends("<presence/>");
        assertThat(negative.received()).noneMatch(CarbonsTest::isMessage);
    }

    private static boolean isMessage(Element element) {
        return element.localName().equals("message");
    }

    @Test
    @Section("7")
    void whatAnAccountSendsToItselfReachesEveryDeviceOnce(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk =
                enabled(server, "juliet@capulet.lit/desk").sends("<presence><priority>3</priority></presence>");
        TestClient web = enabled(server, "juliet@capulet.lit/web");
        phone.received();
        desk.received();

        phone.sends(chat("juliet@capulet.lit", "a")).receivesNothing();
        desk.receives("<message id='a'/>").receivesNothing();
        web.receives(copy("received", web, "a")).receivesNothing();
        phone.sends(chat("juliet@capulet.lit/web", "b")).receivesNothing();
        web.receives("<message id='b'/>").receivesNothing();
        desk.receives(copy("received", desk, "b")).receivesNothing();
        phone.sends("<message type='chat' id='c'><body>x</body></message>").receivesNothing();
        desk.receives("<message id='c'/>").receivesNothing();
        web.receives(copy("received", web, "c")).receivesNothing();
    }

    @Test
    @Section("8")
    void whatSomebodySendsForTheAccountEveryDeviceSees(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient romeo = server.connect(ROMEO);
        Jid juliet = Jid.valueOf("juliet@capulet.lit");
        Message message = Message.to(romeo.jid(), Message.Type.CHAT).withFrom(juliet);
        server.routing().router().submit(message, ActingFor.unanswered(juliet, Runnable::run));

        romeo.receives("<message from='juliet@capulet.lit'/>");
        phone.receives(copy("sent", phone, "from='juliet@capulet.lit' to='" + ROMEO + "'", ""))
                .receivesNothing();
    }

    @Test
    @Section("7")
    void blockedSendersAndReceiversNeverGetThisFar(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, "juliet@capulet.lit/desk");
        TestClient romeo = server.connect(ROMEO);
        desk.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='montague.lit'/></block></iq>");
        desk.received();
        phone.received();

        romeo.sends(chat("juliet@capulet.lit/desk", "m")).receives("<message type='error' id='m'/>");
        desk.sends(chat(ROMEO, "n")).receives("<message type='error' id='n'/>").receivesNothing();
        phone.receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section("7")
    void deviceThatHasGoneIsSentNothingAndANewOneHasToEnableThem(TestServer server) {
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient desk = enabled(server, "juliet@capulet.lit/desk");
        phone.losesConnection();
        TestClient again = server.connect("juliet@capulet.lit/phone").available();
        again.received();
        desk.sends(chat(ROMEO, "m"));
        again.receivesNothing();
    }
}
