package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that go on with the login itself. */
@Spec(xep = 198, version = "1.6.3")
@Section("9.2")
class InlineResumptionTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private final ClientWorld world = Modern.world("");
    private final List<EmbeddedClient> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
    }

    private EmbeddedClient connect() {
        EmbeddedClient client = world.embedWithTls();
        clients.add(client);
        return client;
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            clients.forEach(EmbeddedClient::settle);
        }
    }

    /** A client with a session that can be resumed; its success is there to be read. */
    private Element begins(EmbeddedClient client, String more) {
        client.sends(Script.header()).forget();
        client.sends(Modern.plain(Modern.AGENT + Modern.bind(Modern.enable()) + more));
        Element success = client.elements.remove();
        client.forget();
        return success;
    }

    private static String id(Element success) {
        return success.child(Modern.BIND2, "bound")
                .flatMap(bound -> bound.child(Modern.SM, "enabled"))
                .orElseThrow()
                .attribute("id", "");
    }

    private List<Session> sessions() {
        return world.routing().sessions().of(JULIET);
    }

    private void say(String id) {
        Session session = sessions().get(0);
        try {
            session.send(Stanza.parse(Element.of(XmlWriter.CLIENT, "message")
                    .with("from", "romeo@capulet.lit/orchard")
                    .with("to", session.jid().toString())
                    .with("id", id)));
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
        settle();
    }

    /** One flight of the client, one of the server: whatever the login, and however the bytes come. */
    @ParameterizedTest
    @CsvSource({"password, whole", "password, bytewise", "token, whole", "token, bytewise"})
    void oneRoundTripLeadsToAResumedSession(String login, String bytes) {
        EmbeddedClient phone = connect();
        Element success = begins(phone, Modern.requestToken("HT-SHA-256-NONE"));
        phone.breaks();
        say("m1");

        EmbeddedClient again = bytes.equals("bytewise") ? connect().bytewise() : connect();
        String more = Modern.resume(id(success), 0) + Modern.bind(Modern.enable());
        String request = login.equals("token")
                ? Modern.byToken(Modern.token(success), "count='1'", more)
                : Modern.plain(Modern.AGENT + more);
        again.sends(Script.header() + request);
        settle();
        assertThat(again.order).containsExactly("<stream>", "features", "success", "message", "r");
        again.elements.remove();
        Element resumed = again.elements.remove();
        assertThat(Modern.identifier(resumed)).isEqualTo(Modern.identifier(success));
        assertThat(sessions().get(0).jid().toString()).isEqualTo(Modern.identifier(success));
        assertThat(resumed.child(Modern.SM, "resumed").orElseThrow().attribute("h", ""))
                .isEqualTo("0");
        assertThat(resumed.child(Modern.BIND2, "bound")).isEmpty();
        assertThat(again.elements.remove().attribute("id", "")).isEqualTo("m1");
        assertThat(sessions()).hasSize(1);
    }

    /** What the same takes without: header, login, header, resumption; TLS not counted. */
    @Test
    void theOldProfileTakesFourRoundTripsForTheSame() {
        EmbeddedClient phone = connect();
        String id = id(begins(phone, ""));
        phone.breaks();
        EmbeddedClient again = connect();
        int[] flights = {0};
        again.sends(Script.header()).forget();
        flights[0]++;
        again.sends(Script.auth("PLAIN", Script.base64("\0juliet\0" + ClientWorld.PASSWORD)))
                .forget();
        flights[0]++;
        again.sends(Script.header()).forget();
        flights[0]++;
        again.sends(Modern.resume(id, 0));
        flights[0]++;
        settle();
        assertThat(again.elements.getFirst().localName()).isEqualTo("resumed");
        assertThat(flights[0]).isEqualTo(4);
    }

    @Test
    void streamGoesOnWhereItWas() {
        EmbeddedClient phone = connect();
        String id = id(begins(phone, ""));
        phone.sends("<presence/>").breaks();
        EmbeddedClient again = connect();
        again.sends(Script.header()).forget();
        again.sends(Modern.plain(Modern.AGENT + Modern.resume(id, 0)) + "<presence/><r xmlns='" + Modern.SM + "'/>");
        settle();
        assertThat(again.order).containsExactly("success", "a");
        assertThat(again.elements.removeLast().attribute("h", "")).isEqualTo("2");
        Element resumed = again.elements.remove().child(Modern.SM, "resumed").orElseThrow();
        assertThat(resumed.attribute("h", "")).isEqualTo("1");
        assertThat(resumed.attribute("previd", "")).isEqualTo(id);
    }

    @Test
    @Section("9.2.1")
    void whatCannotBeResumedIsBoundInstead() {
        EmbeddedClient client = connect();
        client.sends(Script.header()).forget();
        client.sends(Modern.plain(Modern.AGENT + Modern.resume("nobody", 0) + Modern.bind(Modern.enable())));
        settle();
        assertThat(client.order).containsExactly("success", "features");
        Element success = client.elements.remove();
        assertThat(success.child(Modern.SM, "failed")
                        .orElseThrow()
                        .firstChild()
                        .orElseThrow()
                        .localName())
                .isEqualTo("item-not-found");
        assertThat(id(success)).isNotEmpty();
        assertThat(Modern.identifier(success)).isEqualTo(sessions().get(0).jid().toString());
    }

    @Test
    @Section("9.2.1")
    void withoutABindRequestTheClientCanBindLater() {
        EmbeddedClient client = connect();
        client.sends(Script.header()).forget();
        client.sends(Modern.plain(Modern.resume("nobody", 0)));
        assertThat(client.order).containsExactly("success", "features");
        assertThat(client.elements.getLast().children())
                .extracting(Element::localName)
                .contains("bind", "sm");
        assertThat(Modern.identifier(client.elements.remove())).isEqualTo("juliet@capulet.lit");
    }

    @Test
    void sessionThatHasEndedTellsHowFarItWas() {
        EmbeddedClient phone = connect();
        String id = id(begins(phone, ""));
        phone.sends("<presence/>").breaks();
        world.time.advance(Duration.ofDays(1));
        settle();
        EmbeddedClient again = connect();
        again.sends(Script.header()).forget();
        again.sends(Modern.plain(Modern.AGENT + Modern.resume(id, 0) + Modern.bind("")));
        settle();
        Element failed = again.elements.remove().child(Modern.SM, "failed").orElseThrow();
        assertThat(failed.attribute("h", "")).isEqualTo("1");
    }

    @Test
    void nobodyResumesTheSessionOfAnotherAccount() {
        EmbeddedClient phone = connect();
        String id = id(begins(phone, ""));
        phone.breaks();
        EmbeddedClient thief = connect();
        thief.sends(Script.header()).forget();
        thief.sends(Modern.plain("romeo", ClientWorld.PASSWORD, Modern.resume(id, 0)));
        settle();
        assertThat(thief.elements.remove().child(Modern.SM, "failed")).isPresent();
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void whoHasHandledMoreThanItWasSentIsTurnedAwayWithoutASession() {
        EmbeddedClient phone = connect();
        String id = id(begins(phone, ""));
        phone.breaks();
        EmbeddedClient liar = connect();
        liar.sends(Script.header()).forget();
        liar.sends(Modern.plain(Modern.AGENT + Modern.resume(id, 7) + Modern.bind("")));
        settle();
        assertThat(liar.order).containsExactly("error", "</stream>", "-");
        assertThat(liar.elements.remove().child(Modern.SM, "handled-count-too-high"))
                .isPresent();
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void numberThatIsNoneEndsTheStream() {
        EmbeddedClient client = connect();
        client.sends(Script.header()).forget();
        client.sends(Modern.plain("<resume xmlns='" + Modern.SM + "' previd='x' h='-1'/>"));
        assertThat(client.outcome()).isEqualTo("end bad-format");
    }

    @Test
    void clientThatBindsAnewLosesNothingOfItsOldSession() {
        List<String> kept = new ArrayList<>();
        world.routing()
                .events()
                .on(CoreEvents.UNDELIVERED, left -> kept.add(left.stanza().xml().attribute("id", "")));
        EmbeddedClient phone = connect();
        begins(phone, "");
        Session old = sessions().get(0);
        phone.breaks();
        say("m1");
        EmbeddedClient again = connect();
        again.sends(Script.header()).forget();
        again.sends(Modern.plain(Modern.AGENT + Modern.bind(Modern.enable())));
        settle();
        assertThat(sessions()).hasSize(1).doesNotContain(old);
        assertThat(kept).containsExactly("m1");
        assertThat(again.order).containsExactly("success", "features");
    }
}
