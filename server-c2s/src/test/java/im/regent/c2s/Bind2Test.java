package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources that are bound together with the login. */
@Spec(xep = 386, version = "1.1.0")
class Bind2Test {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private final ClientWorld world = Modern.world("c2s.max-resources = 3");

    @AfterEach
    void stop() {
        world.close();
    }

    private List<Session> sessions() {
        return world.routing().sessions().of(JULIET);
    }

    private WiredClient secured() {
        return Modern.secured(world);
    }

    private Element bind(WiredClient client, String more) {
        return Modern.answer(client, Modern.plain(more));
    }

    private String bound(String more) {
        return Modern.identifier(bind(secured(), more));
    }

    private static Element bound(Element success) {
        return success.child(Modern.BIND2, "bound").orElseThrow();
    }

    @Test
    @Section("3.2")
    void successHasTheFullAddressAndFeaturesFollow() {
        WiredClient client = secured().sends(Modern.plain(Modern.bind("")));
        assertThat(client.order).containsExactly("success", "features");
        Element success = client.elements.remove();
        Jid jid = Jid.valueOf(Modern.identifier(success));
        assertThat(sessions()).extracting(Session::jid).containsExactly(jid);
        assertThat(success.children())
                .extracting(Element::localName)
                .containsExactly("authorization-identifier", "bound");
        assertThat(client.elements.remove().children())
                .extracting(Element::localName)
                .contains("sm", "csi", "limits")
                .doesNotContain("bind", "authentication");
    }

    /** xmpp.js enables whatever is offered, and its stream ends because that may be done only once. */
    @Test
    @Section("3.2")
    void whatWasEnabledWithTheResourceIsNotOfferedAgain() {
        WiredClient client = secured().sends(Modern.plain(Modern.bind(Modern.enable())));
        assertThat(client.order).containsExactly("success", "features");
        assertThat(client.elements.getLast().children())
                .extracting(Element::localName)
                .contains("csi")
                .doesNotContain("sm");
        Script.forget(client);
        client.sends("<r xmlns='" + Modern.SM + "'/>");
        assertThat(client.order).containsExactly("a");
    }

    @Test
    @Section("3.2.1")
    void theTagIsThePrefixOfTheResource() {
        assertThat(bound(Modern.bind(""))).matches("juliet@capulet\\.lit/Verona/.+");
        assertThat(bound("<bind xmlns='" + Modern.BIND2 + "'/>")).matches("juliet@capulet\\.lit/[^/]+");
    }

    @Test
    @Section("3.2.1")
    void theSameClientGetsTheSameResourceAndAnotherAnother() {
        String first = bound(Modern.AGENT + Modern.bind(""));
        assertThat(bound(Modern.AGENT + Modern.bind(""))).isEqualTo(first);
        assertThat(bound(Modern.agent(Modern.DEVICE.toUpperCase(Locale.ROOT)) + Modern.bind("")))
                .isEqualTo(first);
        assertThat(bound(Modern.agent(Modern.OTHER_DEVICE) + Modern.bind(""))).isNotEqualTo(first);
        assertThat(first).doesNotContain(Modern.DEVICE).doesNotContain(Modern.DEVICE.substring(0, 8));
    }

    @Test
    @Section("3.2")
    void earlierSessionOfTheSameClientEnds() {
        WiredClient old = secured().sends(Modern.plain(Modern.AGENT + Modern.bind("")));
        Script.forget(old);
        WiredClient next = secured();
        Element success = bind(next, Modern.AGENT + Modern.bind(""));
        assertThat(Script.outcome(old.settle())).isEqualTo("end conflict");
        assertThat(sessions())
                .extracting(session -> session.jid().toString())
                .containsExactly(Modern.identifier(success));
    }

    @Test
    @Section("3.2")
    void earlierSessionOfTheSameClientEndsAlsoUnderAnotherTag() {
        WiredClient old = secured().sends(Modern.plain(Modern.AGENT + Modern.bind("")));
        Script.forget(old);
        bind(secured(), Modern.AGENT + "<bind xmlns='" + Modern.BIND2 + "'><tag>Newer</tag></bind>");
        assertThat(Script.outcome(old.settle())).isEqualTo("end conflict");
        assertThat(sessions()).hasSize(1);
    }

    @Test
    @Section("3.2")
    void theSameIdOfAnotherAccountIsAnotherClient() {
        bind(secured(), Modern.AGENT + Modern.bind(""));
        String more = Modern.AGENT + Modern.bind("");
        Modern.answer(secured(), Modern.plain("romeo", ClientWorld.PASSWORD, more));
        assertThat(sessions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "<x/>", "\u200b", "&#x202e;x", "a&#xA;b", "&#x10FFFD;"})
    @Section("3.2.1")
    void tagThatNoResourceCanHoldIsLeftOut(String tag) {
        String jid =
                bound(Modern.agent(Modern.DEVICE) + "<bind xmlns='" + Modern.BIND2 + "'><tag>" + tag + "</tag></bind>");
        assertThat(Jid.valueOf(jid).bare()).isEqualTo(JULIET);
        assertThat(Jid.valueOf(jid).resource()).isNotEmpty();
    }

    @Test
    @Section("3.2.1")
    void tagThatIsTooLongIsLeftOut() {
        String jid = bound("<bind xmlns='" + Modern.BIND2 + "'><tag>" + "x".repeat(1_100) + "</tag></bind>");
        assertThat(Jid.valueOf(jid).resource()).isNotEmpty().hasSizeLessThan(100);
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("9.1")
    void streamManagementIsEnabledWithTheFirstStanza() {
        WiredClient client = secured();
        Element enabled = bound(bind(client, Modern.bind(Modern.enable())))
                .child(Modern.SM, "enabled")
                .orElseThrow();
        assertThat(enabled.attribute("id", "")).isNotEmpty();
        assertThat(enabled.attribute("resume", "")).isEqualTo("true");
        Script.forget(client);
        client.sends("<presence/><r xmlns='" + Modern.SM + "'/>");
        assertThat(client.elements.remove().attribute("h", "")).isEqualTo("1");
        Script.forget(client);
        assertThat(Script.outcome(client.sends(Modern.enable()))).isEqualTo("end policy-violation");
    }

    @Test
    @Section("3.2")
    void anOptionThatIsAskedForTwiceIsEnabledOnce() {
        Element bound = bound(bind(secured(), Modern.bind(Modern.enable() + Modern.enable())));
        assertThat(bound.children()).hasSize(1);
    }

    @Test
    @Spec(xep = 352, version = "1.0.0")
    @Section("4.2")
    void theSessionBeginsInTheStateThatTheClientWants() {
        WiredClient client = secured();
        assertThat(bound(bind(client, Modern.bind("<inactive xmlns='urn:xmpp:csi:0'/>")))
                        .children())
                .isEmpty();
        Script.forget(client);
        Jid jid = sessions().get(0).jid();
        Element typing = Element.of("http://jabber.org/protocol/chatstates", "composing");
        sessions().get(0).send(Message.to(jid, Message.Type.CHAT).plus(typing));
        assertThat(client.settle().elements).isEmpty();
        client.sends("<active xmlns='urn:xmpp:csi:0'/>");
        assertThat(client.elements).hasSize(1);
    }

    @Test
    @Section("3.2")
    void whatIsUnknownIsIgnored() {
        Element bound = bound(bind(secured(), Modern.bind("<enable xmlns='urn:example:magic'/>junk")));
        assertThat(bound.children()).isEmpty();
    }

    /** The XEP leaves open what follows where a resource cannot be bound. */
    @Test
    @Section("3.2")
    void withTooManyResourcesTheLoginIsThereAndNoResource() {
        for (int i = 0; i < 3; i++) {
            bind(secured(), Modern.bind(""));
        }
        WiredClient client = secured().sends(Modern.plain(Modern.bind(Modern.enable())));
        Element success = client.elements.remove();
        assertThat(Modern.identifier(success)).isEqualTo("juliet@capulet.lit");
        assertThat(success.child(Modern.BIND2, "bound")).isEmpty();
        assertThat(client.elements.remove().children())
                .extracting(Element::localName)
                .contains("bind");
        assertThat(sessions()).hasSize(3);
    }

    @Test
    @Section("3.2")
    void stanzasFlowAtOnce() {
        WiredClient client = secured()
                .sends(Modern.plain(Modern.bind(""))
                        + "<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        assertThat(client.order).containsExactly("success", "features", "iq");
        assertThat(client.elements.getLast().attribute("to", ""))
                .isEqualTo(sessions().get(0).jid().toString());
    }

    @Test
    @Section("3.2")
    void theDeadlineOfTheLoginEndsWithIt() {
        WiredClient client = secured().sends(Modern.plain(Modern.bind("")));
        assertThat(client.hasDeadline()).isFalse();
    }
}
