package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that succeed, and what the stream is behind them. */
@Spec(xep = 388, version = "1.0.4")
class Sasl2LoginTest {
    private static List<String> children(Element features) {
        return features.children().stream().map(Element::localName).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1"})
    @Section("2.6.1")
    void everyMechanismProvesTheServerToo(String mechanism) {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            Element success = Modern.scram(mechanism, "", xml -> Modern.answer(client, xml));
            assertThat(success.is(Modern.SASL2, "success")).isTrue();
            assertThat(Modern.identifier(success)).isEqualTo("juliet@capulet.lit");
        }
    }

    @Test
    @Section("2.6.1")
    void featuresFollowAtOnceWithoutANewHeader() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            client.sends(Modern.plain(""));
            assertThat(client.order).containsExactly("success", "features");
            Element success = client.elements.remove();
            assertThat(success.child(Modern.SASL2, "additional-data")).isEmpty();
            assertThat(Modern.identifier(success)).isEqualTo("juliet@capulet.lit");
            Element features = client.elements.remove();
            assertThat(features.is(XmlWriter.STREAMS, "features")).isTrue();
            assertThat(children(features))
                    .contains("bind", "sm", "csi", "limits")
                    .doesNotContain("authentication", "mechanisms", "sasl-channel-binding", "starttls");
            Script.forget(client);
            assertThat(Script.boundAddress(client.sends(Script.bind("b", "balcony"))))
                    .isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @Test
    @Section("2.3")
    void withoutAnInitialResponseTheServerAsksForIt() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            Element challenge = Modern.answer(client, Modern.authenticate("PLAIN", ""));
            assertThat(challenge.is(Modern.SASL2, "challenge")).isTrue();
            assertThat(challenge.text()).isEmpty();
            assertThat(Modern.named(Modern.answer(client, Modern.response("\0juliet\0" + ClientWorld.PASSWORD))))
                    .isEqualTo("success");
        }
    }

    @Test
    @Section("2.3")
    void whatIsUnknownInARequestIsIgnored() {
        try (ClientWorld world = Modern.world("")) {
            String more = Modern.AGENT + "<megabind xmlns='urn:example:megabind'/><bind xmlns='urn:xmpp:bind2:1'/>";
            Element success = Modern.answer(Modern.secured(world), Modern.plain(more));
            assertThat(success.children()).extracting(Element::localName).containsExactly("authorization-identifier");
        }
    }

    /** The XEP's own examples have white space around the data. */
    @Test
    @Section("2.2")
    void whiteSpaceAroundDataIsTolerated() {
        try (ClientWorld world = Modern.world("")) {
            String data = Script.base64("\0juliet\0" + ClientWorld.PASSWORD);
            String request = Modern.authenticate("PLAIN", "<initial-response>\n  " + data + "\n</initial-response>");
            assertThat(Modern.named(Modern.answer(Modern.secured(world), request)))
                    .isEqualTo("success");
        }
    }

    @Test
    @Section("2.3")
    void whatIsPipelinedBehindTheHeaderIsHandledInItsOrder() {
        try (ClientWorld world = Modern.world("")) {
            EmbeddedClient client = world.embedWithTls();
            client.sends(Script.header() + Modern.plain("") + Script.bind("b", "balcony") + "<presence/>");
            assertThat(client.order).containsExactly("<stream>", "features", "success", "features", "iq");
            assertThat(world.routing().sessions().of(Jid.valueOf("juliet@capulet.lit")))
                    .hasSize(1);
        }
    }

    @Test
    @Section("2.3")
    void itMakesNoDifferenceHowTheBytesCome() {
        try (ClientWorld world = Modern.world("")) {
            EmbeddedClient client = world.embedWithTls().bytewise();
            client.sends(Script.header() + Modern.plain(Modern.AGENT + Modern.bind(Modern.enable())));
            assertThat(client.order).containsExactly("<stream>", "features", "success", "features");
        }
    }

    @Test
    @Section("2.3")
    void fromThatIsTheAccountIsRight() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = world.connectWithTls()
                    .sends(Script.header("to='capulet.lit' from='Juliet@capulet.lit' version='1.0'"));
            assertThat(Modern.named(Modern.answer(client, Modern.plain("")))).isEqualTo("success");
        }
    }

    @Test
    @Section("4.8")
    void loginAfterTheLoginEndsTheStream() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world).sends(Modern.plain(""));
            Script.forget(client);
            assertThat(Script.outcome(client.sends(Modern.plain("")))).isEqualTo("end policy-violation");
            WiredClient bound = Modern.secured(world).sends(Modern.plain(Modern.bind("")));
            Script.forget(bound);
            assertThat(Script.outcome(bound.sends(Modern.plain("")))).isEqualTo("end policy-violation");
        }
    }

    @Test
    @Section("2.1")
    void theOldProfileIsAsItWas() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            Script.logIn(client, "juliet");
            client.sends(Script.header()).elements.clear();
            assertThat(Script.boundAddress(client.sends(Script.bind("b", "balcony"))))
                    .isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @Test
    @Section("2.2")
    void additionalDataIsInTheSuccessAndNowhereElse() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            Element success = Modern.scram("SCRAM-SHA-256", "", xml -> Modern.answer(client, xml));
            String data =
                    success.child(Modern.SASL2, "additional-data").orElseThrow().text();
            assertThat(new String(Base64.getDecoder().decode(data), UTF_8)).startsWith("v=");
            assertThat(success.text()).isEmpty();
        }
    }
}
