package im.regent.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Map;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §8: which elements are stanzas, and how they are answered. */
class StanzaTest {
    private static final Element PING = Element.of("urn:xmpp:ping", "ping");

    private static Element stanza(String name, Map<String, String> attributes, Element... children) {
        Element xml = Element.of(XmlWriter.CLIENT, name, children);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml = xml.with(attribute.getKey(), attribute.getValue());
        }
        return xml;
    }

    private static AbstractObjectAssert<?, Condition> refusal(Element xml) {
        try {
            return assertThat(Stanza.parse(xml)).as(xml.toString()).extracting(stanza -> Condition.UNDEFINED_CONDITION);
        } catch (MalformedStanzaException e) {
            return assertThat(e.error().condition()).as(xml.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "Get", "", "query", " get", "results"})
    void unknownIqTypeIsABadRequest(String type) {
        refusal(stanza("iq", Map.of("type", type, "id", "1"), PING)).isEqualTo(Condition.BAD_REQUEST);
    }

    @Test
    void iqWithoutTypeIdOrWithAnotherNumberOfChildrenIsABadRequest() {
        refusal(stanza("iq", Map.of("id", "1"), PING)).isEqualTo(Condition.BAD_REQUEST);
        refusal(stanza("iq", Map.of("type", "get"), PING)).isEqualTo(Condition.BAD_REQUEST);
        refusal(stanza("iq", Map.of("type", "get", "id", ""), PING)).isEqualTo(Condition.BAD_REQUEST);
        refusal(stanza("iq", Map.of("type", "get", "id", "1"))).isEqualTo(Condition.BAD_REQUEST);
        refusal(stanza("iq", Map.of("type", "set", "id", "1"), PING, PING)).isEqualTo(Condition.BAD_REQUEST);
    }

    @Test
    void resultMayBeEmptyAndErrorMayEchoThePayload() throws Exception {
        assertThat(Stanza.parse(stanza("iq", Map.of("type", "result", "id", "1"))))
                .isInstanceOf(Iq.class);
        assertThat(Stanza.parse(stanza("iq", Map.of("type", "error", "id", "1"), PING, PING))
                        .isError())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"to,''", "to,a@b@c", "to,juliet@", "to,a@b/", "from,@x", "from,''", "from,\u265A@x"})
    void malformedAddressIsJidMalformed(String attribute, String address) {
        for (String name : new String[] {"message", "presence", "iq"}) {
            refusal(stanza(
                            name,
                            Map.of(attribute, address, "type", name.equals("iq") ? "set" : "error", "id", "1"),
                            PING))
                    .isEqualTo(Condition.JID_MALFORMED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chat,CHAT",
        "groupchat,GROUPCHAT",
        "headline,HEADLINE",
        "error,ERROR",
        "normal,NORMAL",
        "'',NORMAL",
        "Chat,NORMAL",
        "jingle,NORMAL"
    })
    void unknownMessageTypeIsNormal(String type, Message.Type expected) throws Exception {
        Message message = (Message) Stanza.parse(stanza("message", Map.of("type", type)));
        assertThat(message.type()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"available", "Probe", "invisible", " "})
    void unknownPresenceTypeIsABadRequest(String type) {
        refusal(stanza("presence", Map.of("type", type))).isEqualTo(Condition.BAD_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"-128,-128", "127,127", "' 5 ',5", "0,0"})
    void priorityIsAByte(String text, int expected) throws Exception {
        assertThat(presence(text).priority()).isEqualTo(expected);
        assertThat(Presence.of(Presence.Type.AVAILABLE).priority()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-129", "128", "", "high", "1.5", "99999999999999999999"})
    void anyOtherPriorityIsABadRequest(String text) {
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> presence(text).priority())
                .matches(e -> e.error().condition() == Condition.BAD_REQUEST);
        assertThatExceptionOfType(MalformedStanzaException.class)
                .isThrownBy(() -> presence("1")
                        .plus(Element.text(XmlWriter.CLIENT, "priority", "1"))
                        .priority());
    }

    private static Presence presence(String priority) {
        return Presence.of(Presence.Type.AVAILABLE).plus(Element.text(XmlWriter.CLIENT, "priority", priority));
    }

    @Test
    void onlyTheThreeNamesInTheContentNamespaceAreStanzas() {
        assertThat(Stanza.isStanza(Element.of(XmlWriter.CLIENT, "message"))).isTrue();
        assertThat(Stanza.isStanza(Element.of("jabber:server", "message"))).isFalse();
        assertThat(Stanza.isStanza(Element.of(XmlWriter.CLIENT, "Message"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Stanza.parse(Element.of(XmlWriter.CLIENT, "auth")));
    }

    @Test
    void errorSwapsTheAddressesAndRepeatsTheId() throws Exception {
        Stanza stanza = Stanza.parse(stanza(
                "iq",
                Map.of(
                        "type",
                        "set",
                        "id",
                        " 7'<&>\" ",
                        "from",
                        "Romeo@montague.lit/orchard",
                        "to",
                        "juliet@capulet.lit"),
                PING));
        Stanza error = stanza.error(StanzaError.of(Condition.FORBIDDEN, "no"));
        assertThat(error.isError()).isTrue();
        assertThat(error.id()).isEqualTo(" 7'<&>\" ");
        assertThat(error.from()).contains(Jid.valueOf("juliet@capulet.lit"));
        assertThat(error.to()).contains(Jid.valueOf("romeo@montague.lit/orchard"));
        assertThat(error.xml().children()).singleElement().matches(child -> child.is(XmlWriter.CLIENT, "error"));
        assertThat(StanzaError.conditionOf(error)).contains(Condition.FORBIDDEN);
        assertThat(StanzaError.conditionOf(stanza)).isEmpty();
    }

    @Test
    void errorsAndResultsAreNeverAnswered() throws Exception {
        StanzaError error = StanzaError.of(Condition.CONFLICT);
        for (Element xml : new Element[] {
            stanza("message", Map.of("type", "error")),
            stanza("presence", Map.of("type", "error")),
            stanza("iq", Map.of("type", "error", "id", "1")),
            stanza("iq", Map.of("type", "result", "id", "1"))
        }) {
            Stanza stanza = Stanza.parse(xml);
            assertThatIllegalStateException().isThrownBy(() -> stanza.error(error));
        }
    }

    @Test
    void resultCarriesThePayload() throws Exception {
        Iq request = (Iq) Stanza.parse(stanza("iq", Map.of("type", "get", "id", "1", "from", "a@b/c"), PING));
        assertThat(request.result().xml()).isEqualTo(stanza("iq", Map.of("type", "result", "id", "1", "to", "a@b/c")));
        assertThat(request.result(PING).payload()).contains(PING);
        assertThat(request.withId("2").id()).isEqualTo("2");
    }

    @Test
    void copiesKeepTheRest() {
        Message message = Message.to(Jid.valueOf("a@b"), Message.Type.CHAT)
                .withFrom(Jid.valueOf("c@d"))
                .plus(PING)
                .plus(Element.of("urn:x", "y"));
        assertThat(message.without("urn:xmpp:ping", "ping").xml().children()).containsExactly(Element.of("urn:x", "y"));
        assertThat(message.without("urn:none", "y")).isSameAs(message);
        assertThat(message.withTo(Jid.valueOf("e@f")).type()).isEqualTo(Message.Type.CHAT);
        assertThat(message.sender()).isEqualTo(Jid.valueOf("c@d"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Presence.of(Presence.Type.PROBE).receiver());
    }

    /** RFC 6120 §8.3.3: names and types of all conditions. */
    @ParameterizedTest
    @CsvSource({
        "bad-request,modify",
        "conflict,cancel",
        "feature-not-implemented,cancel",
        "forbidden,auth",
        "gone,cancel",
        "internal-server-error,cancel",
        "item-not-found,cancel",
        "jid-malformed,modify",
        "not-acceptable,modify",
        "not-allowed,cancel",
        "not-authorized,auth",
        "policy-violation,modify",
        "recipient-unavailable,wait",
        "redirect,modify",
        "registration-required,auth",
        "remote-server-not-found,cancel",
        "remote-server-timeout,wait",
        "resource-constraint,wait",
        "service-unavailable,cancel",
        "subscription-required,auth",
        "undefined-condition,cancel",
        "unexpected-request,wait"
    })
    void conditionsHaveTheirNamesAndTypes(String name, String type) {
        Condition condition =
                Condition.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        assertThat(StanzaError.of(condition).xml().toString())
                .isEqualTo(Element.of(XmlWriter.CLIENT, "error")
                        .with("type", type)
                        .plus(Element.of("urn:ietf:params:xml:ns:xmpp-stanzas", name))
                        .toString());
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void errorHoldsConditionThenTextThenDetails(Condition condition) {
        StanzaError error = new StanzaError(ErrorType.WAIT, condition, "a < b", java.util.List.of(), "xmpp:x@y")
                .plus(Element.of("urn:x", "detail"));
        assertThat(error.xml().children())
                .containsExactly(
                        Element.text(StanzaError.NAMESPACE, condition.element(), "xmpp:x@y"),
                        Element.text(StanzaError.NAMESPACE, "text", "a < b").with(Attribute.lang("en")),
                        Element.of("urn:x", "detail"));
        assertThat(error.as(ErrorType.AUTH).xml().attribute("type")).contains("auth");
    }
}
