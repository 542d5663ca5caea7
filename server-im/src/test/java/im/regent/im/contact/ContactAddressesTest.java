package im.regent.im.contact;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        features = {"contact-addresses", "disco", "caps"},
        config = """
                features.contact-addresses {
                  support = ["xmpp:support@capulet.lit", "https://capulet.lit/support?from=chat"]
                  abuse = ["mailto:abuse@capulet.lit"]
                }
                """)
@Spec(xep = 157, version = "1.1.1")
class ContactAddressesTest {
    private static Element info(TestServer server, String to) {
        List<Element> answers = server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='1' to='" + to + "'><query xmlns='" + DiscoInfo.INFO + "'/></iq>")
                .received();
        assertThat(answers).hasSize(1);
        return answers.get(0).firstChild().orElseThrow();
    }

    private static Element field(String name, String... values) {
        Element field = Element.of(DiscoInfo.FORMS, "field").with("var", name);
        for (String value : values) {
            field = field.plusText("value", value);
        }
        return field;
    }

    @Test
    @Section("3")
    void serverTellsTheAddressesItHas(TestServer server) {
        assertThat(info(server, "capulet.lit").children(DiscoInfo.FORMS, "x"))
                .containsExactly(Element.of(
                                DiscoInfo.FORMS,
                                "x",
                                field("FORM_TYPE", "http://jabber.org/network/serverinfo")
                                        .with("type", "hidden"),
                                field("abuse-addresses", "mailto:abuse@capulet.lit"),
                                field(
                                        "support-addresses",
                                        "xmpp:support@capulet.lit",
                                        "https://capulet.lit/support?from=chat"))
                        .with("type", "result"));
    }

    @Test
    @Section("3")
    void accountsDoNot(TestServer server) {
        assertThat(info(server, "juliet@capulet.lit").children(DiscoInfo.FORMS, "x"))
                .isEmpty();
    }
}
