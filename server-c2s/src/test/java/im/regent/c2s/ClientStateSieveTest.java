package im.regent.c2s;

import static im.regent.c2s.IdlePhone.ACTIVE;
import static im.regent.c2s.IdlePhone.CHAT_STATE;
import static im.regent.c2s.IdlePhone.EVENT;
import static im.regent.c2s.IdlePhone.ORCHARD;
import static im.regent.c2s.IdlePhone.STREET;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can wait for an idle client, and what cannot. */
@Spec(xep = 352, version = "1.0.0")
class ClientStateSieveTest {
    private final IdlePhone idle = new IdlePhone();
    private final ManagedClients clients = idle.clients;

    @AfterEach
    void stop() {
        clients.close();
    }

    private static String copy(String direction, String id, String attributes, String content) {
        return "<message id='" + id + "' from='juliet@capulet.lit' to='juliet@capulet.lit/balcony'><" + direction
                + " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' "
                + attributes + ">" + content + "</message></forwarded></" + direction + "></message>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence id='x' type='subscribe' from='romeo@capulet.lit'/>",
                "<presence id='x' type='unsubscribed' from='romeo@capulet.lit'/>",
                "<presence id='x' type='error' from='romeo@capulet.lit'/>",
                "<message id='x' type='chat' from='romeo@capulet.lit/orchard'><body>x</body>" + CHAT_STATE
                        + "</message>",
                "<message id='x' type='groupchat' from='room@muc.lit/nick'><body>x</body></message>",
                "<message id='x' from='romeo@capulet.lit/orchard'><encrypted xmlns='eu.siacs.conversations.axolotl'/>"
                        + "<store xmlns='urn:xmpp:hints'/></message>",
                "<message id='x' type='error' from='romeo@capulet.lit/orchard'>" + CHAT_STATE + "</message>",
                "<message id='x' type='chat' from='romeo@capulet.lit/orchard'>"
                        + "<received xmlns='urn:xmpp:receipts' id='y'/></message>",
                "<message id='x' type='headline' from='capulet.lit'><body>x</body></message>",
                "<message id='x' from='juliet@capulet.lit'>" + EVENT + "</message>",
                "<message id='x' type='chat' from='romeo@capulet.lit/orchard'/>",
                "<message id='x' from='romeo@capulet.lit/orchard'><thread>t</thread></message>",
                "<iq id='x' type='result' from='capulet.lit'/>",
                "<iq id='x' type='get' from='romeo@capulet.lit/orchard'><ping xmlns='urn:xmpp:ping'/></iq>"
            })
    @Section("2.2")
    void whatMattersComesAtOnceBehindAllThatWaited(String important) {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        idle.chatState("s1", STREET);
        idle.sent(important);
        assertThat(clients.came(phone)).containsExactly("p1", "s1", "x");
        idle.presence("p2", ORCHARD);
        assertThat(clients.came(phone)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message id='x' type='chat' from='romeo@capulet.lit/orchard'>" + CHAT_STATE + "</message>",
                "<message id='x' from='romeo@capulet.lit/orchard'>" + CHAT_STATE
                        + "<thread>t</thread><no-store xmlns='urn:xmpp:hints'/></message>",
                "<message id='x' type='headline' from='romeo@capulet.lit'>" + EVENT + "</message>"
            })
    @Section("2.2")
    void whatDoesNotMatterWaits(String unimportant) {
        EmbeddedClient phone = idle.inactive();
        idle.sent(unimportant);
        assertThat(clients.came(phone)).isEmpty();
        phone.sends(ACTIVE);
        assertThat(clients.came(phone)).containsExactly("x");
    }

    @Test
    @Section("2.2")
    void copiesAreJudgedByWhatWasCopied() {
        EmbeddedClient phone = idle.inactive();
        String romeos = "type='chat' from='" + ORCHARD + "' to='juliet@capulet.lit'";
        String own = "type='chat' from='juliet@capulet.lit/desk' to='" + ORCHARD + "'";
        idle.sent(copy("received", "c1", romeos, CHAT_STATE));
        idle.sent(copy("sent", "c2", own, CHAT_STATE));
        idle.sent(copy("received", "c3", romeos, CHAT_STATE));
        assertThat(clients.came(phone)).isEmpty();
        idle.sent(copy("sent", "c4", own, "<body>x</body>"));
        assertThat(clients.came(phone)).containsExactly("c2", "c3", "c4");

        idle.sent(copy("received", "f", romeos, CHAT_STATE)
                .replace("from='juliet@capulet.lit' ", "from='" + STREET + "' "));
        assertThat(clients.came(phone)).as("what a stranger calls a copy").containsExactly("f");
    }
}
