package im.regent.im.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** A few large messages fill an account's store as many small ones do. */
@XmppTest(
        features = {"delivery", "offline"},
        config = "features.offline.max-size = 25 kB")
@Spec(xep = 160, version = "1.0.1")
class OfflineSizeTest {
    private static final String FULL =
            "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";

    private static String chat(String id, int length) {
        return "<message type='chat' id='" + id + "' to='juliet@capulet.lit'><body>" + "x".repeat(length)
                + "</body></message>";
    }

    @Test
    @Section("2")
    void whatFindsNoRoomIsRefusedAndWhatDoesIsKept(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        romeo.sends(chat("1", 10_000) + chat("2", 10_000)).receivesNothing();
        romeo.sends(chat("3", 10_000)).receives("<message type='error' id='3'>" + FULL + "</message>");
        romeo.sends(chat("4", 100)).receivesNothing();

        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        assertThat(juliet.received())
                .filteredOn(stanza -> stanza.localName().equals("message"))
                .extracting(stanza -> stanza.attribute("id", ""))
                .containsExactly("1", "2", "4");
        juliet.sends("<presence type='unavailable'/>").received();
        romeo.sends(chat("5", 10_000)).receivesNothing();
    }
}
