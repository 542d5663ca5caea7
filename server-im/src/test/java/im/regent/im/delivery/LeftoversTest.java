package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.UndecidedFactory.Undecided;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions leave behind that their clients never acknowledged. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(xep = 198, version = "1.6.3")
@Section("4")
class LeftoversTest {
    private static final String ACCOUNT = "juliet@capulet.lit";
    private static final Jid PHONE = Jid.valueOf(ACCOUNT + "/phone");
    private static final String SENT = "2026-11-25T10:00:00.123Z";
    private static final String DELAY = "<delay xmlns='urn:xmpp:delay' from='capulet.lit' stamp='" + SENT + "'/>";
    private static final String UNAVAILABLE = "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error>";

    /** The phone's session ends, and a stanza of this kind is left. */
    private static void leaves(TestServer server, TestClient phone, String kind, String type, String to) {
        Session session = server.routing().sessions().find(PHONE).orElseThrow();
        phone.losesConnection();
        Element stanza = Element.of(XmlWriter.CLIENT, kind)
                .with(new Attribute("from", "romeo@montague.lit/orchard"))
                .with("to", to)
                .with("id", "left")
                .with("type", type)
                .plus(
                        kind.equals("iq")
                                ? Element.of("urn:xmpp:ping", "ping")
                                : Element.text(XmlWriter.CLIENT, "body", "Wilt thou be gone?"));
        leaves(server, session, stanza);
    }

    private static void leaves(TestServer server, Session session, Element stanza) {
        try {
            server.routing()
                    .events()
                    .publish(
                            CoreEvents.UNDELIVERED,
                            new Undelivered(session, Stanza.parse(stanza), Instant.parse(SENT)));
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
        server.settle();
    }

    @Test
    void whatTheServerItselfSentIsOfNoUseToAnybody(TestServer server) {
        TestClient phone = server.connect(PHONE.toString());
        Session session = server.routing().sessions().find(PHONE).orElseThrow();
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        phone.losesConnection();
        laptop.received();
        for (String type : new String[] {"result", "set"}) {
            Element push = Element.of("jabber:iq:roster", "query");
            leaves(
                    server,
                    session,
                    Element.of(XmlWriter.CLIENT, "iq", push).with("type", type).with("id", "push"));
        }
        laptop.receivesNothing();
    }

    private static TestClient romeo(TestServer server) {
        return server.connect("romeo@montague.lit/orchard").available();
    }

    @ParameterizedTest
    @CsvSource({"chat, " + ACCOUNT, "normal, " + ACCOUNT, "chat, " + ACCOUNT + "/phone", "normal, " + ACCOUNT + "/phone"
    })
    void messagesAreKeptWithTheTimeAtWhichTheyCame(String type, String to, TestServer server) {
        leaves(server, server.connect(PHONE.toString()).available(), "message", type, to);
        server.connect(ACCOUNT + "/laptop")
                .sends("<presence/>")
                .receivesInAnyOrder("<presence/>", "<message id='left' to='" + to + "'>" + DELAY + "</message>");
    }

    @Test
    void whatAHookCannotDecideAboutIsKept(TestServer server) {
        TestClient phone = server.connect(PHONE.toString()).available();
        server.provided(Undecided.class).turn(true);
        leaves(server, phone, "message", "chat", ACCOUNT);
        server.provided(Undecided.class).turn(false);
        server.connect(ACCOUNT + "/laptop")
                .sends("<presence/>")
                .receivesInAnyOrder("<presence/>", "<message id='left' to='" + ACCOUNT + "'>" + DELAY + "</message>");
    }

    /** The block list is not in memory any more, so the hooks wait for storage, which answers as it likes. */
    @Shuffled
    @Spec(rfc = 6120)
    @Section("10.1")
    void messagesStayInTheirOrder(long seed, TestServer server) throws MalformedStanzaException {
        server.shuffle(seed);
        TestClient phone = server.connect(PHONE.toString()).available();
        Session session = server.routing().sessions().find(PHONE).orElseThrow();
        phone.losesConnection();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bodies.add("message " + i);
            Element stanza = Element.of(XmlWriter.CLIENT, "message")
                    .with(new Attribute("from", "romeo@montague.lit/orchard"))
                    .with("to", ACCOUNT)
                    .with("type", "chat")
                    .plus(Element.text(XmlWriter.CLIENT, "body", "message " + i));
            server.routing()
                    .events()
                    .publish(
                            CoreEvents.UNDELIVERED,
                            new Undelivered(session, Stanza.parse(stanza), Instant.parse(SENT)));
        }
        server.settle();
        TestClient laptop = server.connect(ACCOUNT + "/laptop").sends("<presence/>");
        assertThat(laptop.received().stream().flatMap(each -> each.child(XmlWriter.CLIENT, "body").stream()))
                .extracting(Element::text)
                .isEqualTo(bodies);
    }

    @Test
    void aChatMessageGoesToTheNextBestResource(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop");
        laptop.sends("<presence><priority>1</priority></presence>");
        TestClient phone = server.connect(PHONE.toString());
        phone.sends("<presence><priority>5</priority></presence>");
        romeo(server).sends("<message type='chat' to='" + ACCOUNT + "'><body>earlier</body></message>");
        laptop.received();
        leaves(server, phone, "message", "chat", ACCOUNT);
        laptop.receivesInAnyOrder(
                "<presence type='unavailable'/>", "<message id='left' type='chat'>" + DELAY + "</message>");
    }

    @Test
    void whoHasHadTheMessageDoesNotGetItAgain(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        TestClient phone = server.connect(PHONE.toString()).available();
        romeo(server).sends("<message type='chat' to='" + ACCOUNT + "'><body>to both</body></message>");
        laptop.received();
        leaves(server, phone, "message", "chat", ACCOUNT);
        laptop.receives("<presence type='unavailable'/>").receivesNothing();
    }

    @Test
    void aNormalMessageReachedEverybodyElseAlready(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        TestClient phone = server.connect(PHONE.toString()).available();
        laptop.received();
        leaves(server, phone, "message", "normal", ACCOUNT);
        laptop.receives("<presence type='unavailable'/>").receivesNothing();
    }

    @Test
    void aMessageForTheResourceItselfGoesToAnother(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        TestClient phone = server.connect(PHONE.toString()).available();
        laptop.received();
        leaves(server, phone, "message", "chat", PHONE.toString());
        laptop.receivesInAnyOrder("<presence type='unavailable'/>", "<message id='left'>" + DELAY + "</message>");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCOUNT, ACCOUNT + "/phone"})
    void whoHasHadACopyDoesNotGetItAgain(String to, TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        laptop.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>")
                .receives("<iq type='result'/>");
        TestClient phone = server.connect(PHONE.toString());
        phone.sends("<presence><priority>5</priority></presence>");
        laptop.received();
        leaves(server, phone, "message", "chat", to);
        laptop.receives("<presence type='unavailable'/>").receivesNothing();
    }

    /** Whoever comes later cannot have had it, whatever it is told now. */
    @ParameterizedTest
    @CsvSource({"chat, false", "chat, true", "normal, false", "normal, true"})
    void whoCameWhenTheMessageWaitedAlreadyGetsIt(String type, boolean hasCopies, TestServer server) {
        TestClient phone = server.connect(PHONE.toString()).available();
        romeo(server).sends("<message type='chat' to='" + ACCOUNT + "'><body>earlier</body></message>");
        server.clock().advance(Duration.ofDays(360));
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        if (hasCopies) {
            laptop.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        }
        laptop.received();
        leaves(server, phone, "message", type, ACCOUNT);
        laptop.receivesInAnyOrder("<presence type='unavailable'/>", "<message id='left'>" + DELAY + "</message>");
    }

    @Test
    @Spec(xep = 280, version = "1.0.1")
    @Section("10")
    void whatIsNeverCopiedIsNotTakenForACopy(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        laptop.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        TestClient phone = server.connect(PHONE.toString()).available();
        laptop.received();
        Session session = server.routing().sessions().find(PHONE).orElseThrow();
        phone.losesConnection();
        leaves(
                server,
                session,
                Element.of(XmlWriter.CLIENT, "message")
                        .with(new Attribute("from", "romeo@montague.lit/orchard"))
                        .with("to", PHONE.toString())
                        .with("type", "chat")
                        .plus(Element.text(XmlWriter.CLIENT, "body", "Between us"))
                        .plus(Element.of("urn:xmpp:carbons:2", "private")));
        laptop.receivesInAnyOrder("<presence type='unavailable'/>", "<message><body>Between us</body></message>");
    }

    @Test
    @Spec(xep = 313, version = "1.1.3")
    @Section("6.1.1")
    void whoHasTheMessageOutOfTheArchiveDoesNotGetItAgain(TestServer server) {
        TestClient phone = server.connect(PHONE.toString()).available();
        phone.received();
        romeo(server).sends("<message type='chat' to='" + ACCOUNT + "'><body>earlier</body></message>");
        Element earlier = phone.received().get(0);
        server.clock().advance(Duration.ofDays(360));
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        laptop.sends("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'/></iq>");
        assertThat(laptop.received())
                .anyMatch(each -> each.child("urn:xmpp:mam:2", "result").isPresent());
        Session session = server.routing().sessions().find(PHONE).orElseThrow();
        phone.losesConnection();
        leaves(server, session, earlier);
        laptop.receives("<presence type='unavailable'/>").receivesNothing();
    }

    @Test
    void copiesFromLaterOnAreNoCopies(TestServer server) {
        TestClient laptop = server.connect(ACCOUNT + "/laptop").available();
        TestClient phone = server.connect(PHONE.toString());
        phone.sends("<presence><priority>5</priority></presence>");
        server.clock().advance(Duration.ofDays(360));
        laptop.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        laptop.received();
        leaves(server, phone, "message", "chat", ACCOUNT);
        laptop.receivesInAnyOrder("<presence type='unavailable'/>", "<message id='left'>" + DELAY + "</message>");
    }

    @ParameterizedTest
    @CsvSource({"message, groupchat", "iq, get", "iq, set"})
    void roomsAndWhoeverAskedAreToldThatNobodyAnswers(String kind, String type, TestServer server) {
        TestClient romeo = romeo(server);
        leaves(server, server.connect(PHONE.toString()).available(), kind, type, PHONE.toString());
        romeo.receives("<" + kind + " type='error' id='left' from='" + PHONE + "'>" + UNAVAILABLE + "</" + kind + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "headline"})
    void errorsAndHeadlinesAreDropped(String type, TestServer server) {
        TestClient romeo = romeo(server);
        leaves(server, server.connect(PHONE.toString()).available(), "message", type, PHONE.toString());
        romeo.receivesNothing();
        server.connect(ACCOUNT + "/laptop")
                .sends("<presence/>")
                .receives("<presence/>")
                .receivesNothing();
    }

    @Test
    void whomTheAccountHasBlockedMeanwhileIsNotHeard(TestServer server) {
        TestClient phone = server.connect(PHONE.toString()).available();
        phone.sends(
                "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.lit'/></block></iq>");
        leaves(server, phone, "message", "chat", ACCOUNT);
        server.connect(ACCOUNT + "/laptop")
                .sends("<presence/>")
                .receives("<presence/>")
                .receivesNothing();
    }
}
