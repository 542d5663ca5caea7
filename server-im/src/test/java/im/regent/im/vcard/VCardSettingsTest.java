package im.regent.im.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(config = """
                features.vcard {
                  readers = contacts
                  server { name = "Verona Chat", url = "https://verona.lit/", email = "xmpp@verona.lit" }
                }
                """)
@Spec(xep = 54, version = "1.3.0")
class VCardSettingsTest {
    private static final String GET = "<vCard xmlns='vcard-temp'/>";
    private static final String CARD = "<vCard xmlns='vcard-temp'><FN>Juliet</FN></vCard>";

    private static String get(String to) {
        return "<iq type='get' id='g' to='" + to + "'>" + GET + "</iq>";
    }

    @Test
    @Section("3.3")
    void serverHasTheVCardOfItsOperator(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(get("capulet.lit"))
                .receives("<iq type='result' id='g' from='capulet.lit'><vCard xmlns='vcard-temp'>"
                        + "<FN>Verona Chat</FN><URL>https://verona.lit/</URL>"
                        + "<EMAIL><INTERNET/><USERID>xmpp@verona.lit</USERID></EMAIL></vCard></iq>");
    }

    @Test
    @Section("5")
    void onlyThoseWhoMaySeeThePresenceMaySeeTheVCardIfTheOperatorWantsIt(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@capulet.lit/orchard").available();
        juliet.sends("<iq type='set' id='s'>" + CARD + "</iq>").receives("<iq type='result' id='s'/>");
        Element existing = romeo.sends(get("juliet@capulet.lit")).received().get(0);
        Element missing = romeo.sends(get("nobody@capulet.lit")).received().get(0);
        assertThat(missing.toString().replace("nobody", "juliet"))
                .isEqualTo(existing.toString())
                .contains("service-unavailable");

        Friends.subscribe(juliet, romeo);
        romeo.sends(get("juliet@capulet.lit")).receives("<iq type='error' id='g'/>");
        Friends.subscribe(romeo, juliet);
        romeo.sends(get("juliet@capulet.lit")).receives("<iq type='result' id='g'>" + CARD + "</iq>");
    }
}
