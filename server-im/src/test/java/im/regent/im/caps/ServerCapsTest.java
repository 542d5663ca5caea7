package im.regent.im.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@XmppTest
@Spec(xep = 115, version = "1.6.0")
class ServerCapsTest {
    private static Element identity(String category, String type, String name) {
        return Element.of(DiscoInfo.INFO, "identity")
                .with("category", category)
                .with("type", type)
                .with("name", name);
    }

    private static Element feature(String name) {
        return Element.of(DiscoInfo.INFO, "feature").with("var", name);
    }

    @Test
    @Section("5.2")
    void simpleExampleOfTheXep() {
        List<Element> children = new ArrayList<>(List.of(
                identity("client", "pc", "Exodus 0.9.1"),
                feature("http://jabber.org/protocol/caps"),
                feature("http://jabber.org/protocol/disco#info"),
                feature("http://jabber.org/protocol/disco#items"),
                feature("http://jabber.org/protocol/muc")));
        for (int seed = 1; seed <= 20; seed++) {
            Collections.shuffle(children, new Random(seed));
            assertThat(Capabilities.verification(
                            Element.of(DiscoInfo.INFO, "query").withNodes(children)))
                    .isEqualTo("QgayPKawpkPSDYmwT/WM94uAlu0=");
        }
    }

    private static Element field(String name, String... values) {
        Element field = Element.of(DiscoInfo.FORMS, "field").with("var", name);
        for (String value : values) {
            field = field.plusText("value", value);
        }
        return field;
    }

    @Test
    @Section("5.3")
    void complexExampleOfTheXep() {
        List<Element> fields = new ArrayList<>(List.of(
                field("FORM_TYPE", "urn:xmpp:dataforms:softwareinfo").with("type", "hidden"),
                field("ip_version", "ipv6", "ipv4"),
                field("os", "Mac"),
                field("os_version", "10.5.1"),
                field("software", "Psi"),
                field("software_version", "0.11")));
        for (int seed = 1; seed <= 20; seed++) {
            Collections.shuffle(fields, new Random(seed));
            List<Element> children = new ArrayList<>(List.of(
                    identity("client", "pc", "Psi 0.11").with(Attribute.lang("en")),
                    identity("client", "pc", "\u03a8 0.11").with(Attribute.lang("el")),
                    feature("http://jabber.org/protocol/caps"),
                    feature("http://jabber.org/protocol/disco#info"),
                    feature("http://jabber.org/protocol/disco#items"),
                    feature("http://jabber.org/protocol/muc"),
                    Element.of(DiscoInfo.FORMS, "x").with("type", "result").withNodes(fields)));
            Collections.shuffle(children, new Random(seed));
            assertThat(Capabilities.verification(
                            Element.of(DiscoInfo.INFO, "query").withNodes(children)))
                    .isEqualTo("q07IKJEyjvHSyhy//CH0CxmKi8w=");
        }
    }

    @Test
    @Section("5.1")
    void languageOfAnIdentityCounts() {
        Element plain = Element.of(DiscoInfo.INFO, "query").plus(identity("server", "im", "x"));
        Element spoken = Element.of(DiscoInfo.INFO, "query")
                .plus(identity("server", "im", "x").with(Attribute.lang("en")));
        assertThat(Capabilities.verification(plain)).isNotEqualTo(Capabilities.verification(spoken));
    }

    @Test
    @Section("6.2")
    void announcedVersionIsThatOfTheInformationOfItsNode(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        Element plain = info(juliet, "");
        String node = "urn:regent#" + Capabilities.verification(plain);
        Element ofNode = info(juliet, " node='" + node + "'");
        assertThat(ofNode.attribute("node")).contains(node);
        assertThat(ofNode.without("node")).isEqualTo(plain);
    }

    private static Element info(TestClient client, String node) {
        List<Element> answers = client.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='" + DiscoInfo.INFO
                        + "'" + node + "/></iq>")
                .received();
        assertThat(answers).hasSize(1);
        return answers.get(0).firstChild().orElseThrow();
    }

    @Test
    @Section("6.2")
    void otherVersionsAreNotFound(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='" + DiscoInfo.INFO
                        + "' node='urn:regent#QgayPKawpkPSDYmwT/WM94uAlu0='/></iq>")
                .receives(
                        "<iq type='error' id='i'><error type='cancel'><item-not-found xmlns='{stanzas}'/></error></iq>");
    }
}
