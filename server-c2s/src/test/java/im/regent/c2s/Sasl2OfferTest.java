package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is offered to clients that can log in and more in one step. */
@Spec(xep = 388, version = "1.0.4")
@Section("2.1")
class Sasl2OfferTest {
    private static Element features(WiredClient client) {
        return client.elements.getLast();
    }

    private static Element authentication(WiredClient client) {
        return features(client).child(Modern.SASL2, "authentication").orElseThrow();
    }

    private static List<String> texts(Element parent, String namespace, String child) {
        return parent.children(namespace, child).stream().map(Element::text).toList();
    }

    @Test
    void bothProfilesOfferTheSameMechanismsInTheSameOrder() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            Element old = features(client).child(Script.SASL, "mechanisms").orElseThrow();
            assertThat(texts(authentication(client), Modern.SASL2, "mechanism"))
                    .isNotEmpty()
                    .isEqualTo(texts(old, Script.SASL, "mechanism"));
        }
    }

    @Test
    @Section("3")
    void isOfferedUnderTlsOnly() {
        try (ClientWorld world = Modern.world("c2s.require-tls = false")) {
            WiredClient clear = world.connect().sends(Script.header());
            assertThat(features(clear).child(Modern.SASL2, "authentication")).isEmpty();
            assertThat(features(clear).child(Script.SASL, "mechanisms")).isPresent();
            Script.forget(clear);
            assertThat(Script.outcome(clear.sends(Modern.plain("")))).isEqualTo("end policy-violation");
        }
    }

    @Test
    void whatCanBeDoneInlineIsListed() {
        try (ClientWorld world = Modern.world("")) {
            Element authentication = authentication(world.connectWithTls().sends(Script.header()));
            Element inline = authentication.child(Modern.SASL2, "inline").orElseThrow();
            assertThat(inline.children())
                    .extracting(Element::localName)
                    .containsExactlyInAnyOrder("sm", "bind", "fast");
            Element options = inline.child(Modern.BIND2, "bind")
                    .flatMap(bind -> bind.child(Modern.BIND2, "inline"))
                    .orElseThrow();
            assertThat(options.children())
                    .extracting(option -> option.attribute("var", ""))
                    .containsExactlyInAnyOrder("urn:xmpp:sm:3", "urn:xmpp:csi:0");
        }
    }

    @Test
    @Spec(xep = 484, version = "0.2.0")
    @Section("3.1")
    void tokensAreOfferedForTheBindingsOfTheConnection() {
        try (ClientWorld world = Modern.world("")) {
            Map<String, byte[]> both = Map.of("tls-exporter", new byte[32], "tls-server-end-point", new byte[32]);
            assertThat(tokenMechanisms(world.connectWithTls(both)))
                    .containsExactly("HT-SHA-256-EXPR", "HT-SHA-256-ENDP", "HT-SHA-256-NONE");
            assertThat(tokenMechanisms(world.connectWithTls())).containsExactly("HT-SHA-256-ENDP", "HT-SHA-256-NONE");
            assertThat(tokenMechanisms(world.connectWithTls(Map.of()))).containsExactly("HT-SHA-256-NONE");
        }
    }

    private static List<String> tokenMechanisms(WiredClient client) {
        Element fast = authentication(client.sends(Script.header()))
                .child(Modern.SASL2, "inline")
                .flatMap(inline -> inline.child(Modern.FAST, "fast"))
                .orElseThrow();
        assertThat(fast.attribute("tls-0rtt")).isEmpty();
        return texts(fast, Modern.FAST, "mechanism");
    }

    @Test
    @Spec(xep = 480, version = "0.2.0")
    @Section("2.1")
    void upgradesAreOfferedForTheMechanismsInUseButTheWeakest() {
        try (ClientWorld world =
                Modern.world("c2s.sasl.mechanisms = [SCRAM-SHA-512, SCRAM-SHA-256, SCRAM-SHA-1, PLAIN]")) {
            Element authentication = authentication(world.connectWithTls().sends(Script.header()));
            assertThat(texts(authentication, "urn:xmpp:sasl:upgrade:0", "upgrade"))
                    .containsExactly("UPGR-SCRAM-SHA-512", "UPGR-SCRAM-SHA-256");
        }
    }

    @Test
    @Section("2.1")
    void theOfferDoesNotSayWhetherThereIsSuchAnAccount() {
        try (ClientWorld world = Modern.world("")) {
            String known = Script.header("to='capulet.lit' from='juliet@capulet.lit' version='1.0'");
            String unknown = Script.header("to='capulet.lit' from='nobody@capulet.lit' version='1.0'");
            assertThat(authentication(world.connectWithTls().sends(unknown)))
                    .isEqualTo(authentication(world.connectWithTls().sends(known)));
        }
    }

    /** What FAST and upgrades offer is not part of the hash: a client would find an attack where there is none. */
    @Test
    @Spec(xep = 474, version = "0.5")
    @Section("6.1")
    void theHashIsOverTheMechanismsOfTheProfileAndTheChannelBindings() throws NoSuchAlgorithmException {
        try (ClientWorld world = Modern.world("c2s.sasl.downgrade-protection = true")) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            List<String> mechanisms = texts(authentication(client), Modern.SASL2, "mechanism");
            String offered =
                    String.join("\u001E", mechanisms.stream().sorted().toList()) + "\u001Ftls-server-end-point";
            String first = "n,,n=juliet,r=abcdefghabcdefgh";
            Element challenge =
                    Modern.answer(client, Modern.authenticate("SCRAM-SHA-256", Modern.initial(first.getBytes(UTF_8))));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(offered.getBytes(UTF_8));
            assertThat(LogIn.text(challenge))
                    .endsWith(",h=" + Base64.getEncoder().encodeToString(hash));
        }
    }
}
