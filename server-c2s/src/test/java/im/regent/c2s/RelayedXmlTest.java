package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What one client sends, as the bytes that another gets; read by the JDK's parser, without the header around it. */
@Spec(rfc = 6120)
class RelayedXmlTest {
    private static final String TO = " to='romeo@capulet.lit/orchard'";
    private static final String TRICKY = "]]>&<>\"'\t\u00e9\uD83D\uDE00<!--x--><?pi?><![CDATA[y]]>&amp;";

    private final ClientWorld world = ClientWorld.start();
    private final EmbeddedClient romeo =
            world.embedWithTls().sends(Script.header()).binds("romeo", "orchard");
    private EmbeddedClient juliet = world.embedWithTls();

    @BeforeEach
    void start() {
        // A namespace and a prefix that stanzas cannot take along.
        String header = Script.header("to='capulet.lit' version='1.0' xmlns:g='urn:example:gift'");
        juliet = world.embedWithTls().sends(Script.header()).logsIn("juliet").sends(header);
        juliet.sends(Script.bind("b", "balcony")).forget();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String relayed(String xml) {
        juliet.sends(xml);
        romeo.settle();
        assertThat(romeo.order).containsExactly("message");
        return romeo.text();
    }

    /** As an XML document of its own. */
    private static Element parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                .getDocumentElement();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\t", "&#9;");
    }

    @Test
    @Section(value = "4.8.5", rules = "R12")
    void aPrefixedStanzaIsRelayedWithoutItsPrefix() {
        String text = relayed("<c:message xmlns:c='jabber:client'" + TO + "><c:body>x</c:body></c:message>");
        assertThat(text)
                .startsWith("<message ")
                .endsWith("<body>x</body></message>")
                .doesNotContain("c:");
    }

    @Test
    @Section(value = "4.8.5", rules = "R13")
    void aNamespaceOfTheSendersHeaderIsDeclaredInTheStanza() throws Exception {
        String text = relayed("<message" + TO + "><g:gift g:kind='horse'/></message>");
        Element gift = (Element) parsed(text).getFirstChild();
        assertThat(gift.getNamespaceURI()).isEqualTo("urn:example:gift");
        assertThat(gift.getLocalName()).isEqualTo("gift");
        assertThat(gift.getAttributeNS("urn:example:gift", "kind")).isEqualTo("horse");
    }

    @Test
    @Section(value = "4.8.3", rules = "R10")
    void contentOfAnotherKindOfStreamStaysWhatItIs() throws Exception {
        String text = relayed("<message" + TO + "><x xmlns='urn:x'><message xmlns='jabber:server'/></x></message>");
        Element inner = (Element) parsed(text).getFirstChild().getFirstChild();
        assertThat(inner.getNamespaceURI()).isEqualTo("jabber:server");
    }

    @Test
    @Section(value = "11.1", rules = "R58")
    void whatLooksLikeMarkupIsRelayedAsText() throws Exception {
        String text = relayed("<message" + TO + " id='" + escaped(TRICKY) + "'><body>" + escaped(TRICKY)
                + "</body><subject><![CDATA[<&]]]]><![CDATA[>]]></subject></message>");
        assertThat(text).doesNotContain("]]>", "<!", "<?");
        Element message = parsed(text);
        assertThat(message.getAttribute("id")).isEqualTo(TRICKY);
        assertThat(message.getFirstChild().getTextContent()).isEqualTo(TRICKY);
        assertThat(message.getLastChild().getTextContent()).isEqualTo("<&]]>");
    }

    @Test
    @Section(value = "11.1", rules = "R58")
    void aWholeConversationHoldsNothingRestricted() {
        EmbeddedClient client = world.embed().secures().logsIn("juliet").sends(Script.header());
        client.sends(Script.bind("b", "garden"))
                .sends("<message" + TO + "><body>x</body></message>")
                .sends("<!--");
        String text = client.text().replace("<?xml version='1.0'?>", "");
        assertThat(text).doesNotContain("<!", "<?", "]]>");
        assertThat(text.replaceAll("&(lt|gt|amp|apos|quot);", "")).doesNotContain("&");
    }
}
