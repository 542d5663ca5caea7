package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Text;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

@Spec(xep = 356, version = "0.4.1")
class PrivilegedIqParsingTest {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final Grants GRANTS = new Grants(
            Map.of(
                    "capulet.lit",
                    Map.of(
                            Jid.valueOf("pubsub.capulet.lit"),
                            new Grant(
                                    Access.NONE,
                                    false,
                                    MessageAccess.NONE,
                                    PresenceAccess.NONE,
                                    Map.of(PUBSUB, Access.SET, "urn:xmpp:ping", Access.GET),
                                    true))),
            Set.of(Jid.valueOf("admin@capulet.lit")));

    private static Element inner() {
        return Element.of(XmlWriter.CLIENT, "iq", Element.of(PUBSUB, "pubsub"))
                .with("type", "set")
                .with("to", "romeo@montague.lit")
                .with("id", "s1");
    }

    private static Iq outer(UnaryOperator<Element> change, String from, String to) {
        Element wrapper = change.apply(Element.of(PrivilegeXml.NAMESPACE, "privileged_iq", inner()));
        return Iq.request(Iq.Type.SET, "q1", wrapper)
                .withFrom(Jid.valueOf(from))
                .withTo(Jid.valueOf(to));
    }

    private static Iq withInner(UnaryOperator<Element> change) {
        return outer(
                wrapper -> Element.of(PrivilegeXml.NAMESPACE, "privileged_iq", change.apply(inner())),
                "pubsub.capulet.lit",
                "juliet@capulet.lit");
    }

    private static PrivilegedIq accepted(Iq outer) throws RefusedException {
        return PrivilegedIq.parse(outer, new Judge(GRANTS, outer.sender()));
    }

    private static void refused(Iq outer, Condition condition, String text) {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> PrivilegedIq.parse(outer, new Judge(GRANTS, outer.sender())));
        assertThat(refused).isNotNull();
        assertThat(refused.error().condition()).isEqualTo(condition);
        assertThat(refused.error().text()).contains(text);
    }

    @Test
    @Section(value = "6.3", rules = "P25")
    void requestIsMadeAnewFromTheAccount() throws RefusedException {
        PrivilegedIq iq = accepted(withInner(inner -> inner.with("strange", "1")
                .with(Attribute.lang("it"))
                .withNodes(List.of(new Text("\n"), Element.of(PUBSUB, "pubsub")))));

        assertThat(iq.request().xml())
                .isEqualTo(Element.of(XmlWriter.CLIENT, "iq", Element.of(PUBSUB, "pubsub"))
                        .with("type", "set")
                        .with("from", "juliet@capulet.lit")
                        .with("to", "romeo@montague.lit")
                        .with("id", "s1")
                        .with(Attribute.lang("it")));
    }

    @Test
    @Section(value = "6.3", rules = "P28")
    void requestWithoutAddressIsForTheAccountItself() throws RefusedException {
        assertThat(accepted(withInner(inner -> inner.without("to"))).request().to())
                .isEmpty();
    }

    @Test
    @Section(value = "6.3", rules = "P19")
    void wrapperMustBeForTheBareAddressOfAnAccount() {
        for (String to : new String[] {
            "juliet@capulet.lit/balcony", "capulet.lit", "romeo@montague.lit", "pubsub.capulet.lit", "x@plain.lit"
        }) {
            refused(outer(wrapper -> wrapper, "pubsub.capulet.lit", to), Condition.FORBIDDEN, "");
        }
    }

    @Test
    @Section(value = "6.3", rules = "T11")
    void usersOfTheEntityAreNotTheEntity() {
        for (String from : new String[] {"x@pubsub.capulet.lit", "pubsub.capulet.lit/x", "plain.lit"}) {
            refused(
                    outer(wrapper -> wrapper, from, "juliet@capulet.lit"),
                    Condition.FORBIDDEN,
                    "iq permission of capulet.lit is not granted to " + from);
        }
    }

    @Test
    @Section(value = "6.3", rules = "P20")
    void namespaceMustBeGranted() {
        refused(
                withInner(inner -> inner.withNodes(List.of(Element.of("jabber:iq:private", "query")))),
                Condition.FORBIDDEN,
                "iq type set for jabber:iq:private is not granted to pubsub.capulet.lit");
    }

    @Test
    @Section(value = "6.3", rules = "T16")
    void nestedWrapperAndRosterAreNeverGranted() {
        for (String namespace : new String[] {PrivilegeXml.NAMESPACE, "urn:xmpp:delegation:2", "jabber:iq:roster"}) {
            refused(
                    withInner(inner -> inner.withNodes(List.of(Element.of(namespace, "query")))),
                    Condition.FORBIDDEN,
                    "is not granted");
        }
    }

    @Test
    @Section(value = "6.3", rules = "P21")
    void typeMustBeGranted() {
        refused(
                withInner(inner -> inner.withNodes(List.of(Element.of("urn:xmpp:ping", "ping")))),
                Condition.FORBIDDEN,
                "iq type set for urn:xmpp:ping is not granted");
    }

    @Test
    @Section(value = "6.3", rules = "P22")
    void wrappedRequestMustBeInTheClientNamespace() {
        for (String namespace : new String[] {"jabber:component:accept", PrivilegeXml.NAMESPACE, ""}) {
            refused(
                    withInner(inner -> Element.of(namespace, "iq", Element.of(PUBSUB, "pubsub"))
                            .with("type", "set")
                            .with("id", "s1")),
                    Condition.FORBIDDEN,
                    "jabber:client");
        }
    }

    @Test
    @Section(value = "6.3", rules = "P23")
    void wrappedSenderMustBeTheAccount() throws RefusedException {
        for (String from : new String[] {"nurse@capulet.lit", "juliet@capulet.lit/balcony", "@", ""}) {
            refused(withInner(inner -> inner.with("from", from)), Condition.FORBIDDEN, "");
        }

        assertThat(accepted(withInner(inner -> inner.with("from", "Juliet@CAPULET.lit")))
                        .request()
                        .sender())
                .isEqualTo(Jid.valueOf("juliet@capulet.lit"));
    }

    @Test
    @Section(value = "6.3", rules = "P24")
    void typesOfWrapperAndRequestMustBeTheSame() {
        for (String type : new String[] {"get", "result", "error", "", "SET"}) {
            refused(withInner(inner -> inner.with("type", type)), Condition.FORBIDDEN, "type of its wrapper");
        }
    }

    @Test
    @Section(value = "6.3", rules = "T14")
    void wrapperMustHoldExactlyOneIq() {
        refused(
                outer(wrapper -> wrapper.plus(inner()), "pubsub.capulet.lit", "juliet@capulet.lit"),
                Condition.BAD_REQUEST,
                "<privileged_iq/> must hold exactly one element, not 2");
        refused(
                outer(
                        wrapper -> Element.of(PrivilegeXml.NAMESPACE, "privileged_iq"),
                        "pubsub.capulet.lit",
                        "juliet@capulet.lit"),
                Condition.BAD_REQUEST,
                "<privileged_iq/> must hold exactly one element, not 0");
        refused(
                withInner(inner -> Element.of(XmlWriter.CLIENT, "message").with("type", "set")),
                Condition.BAD_REQUEST,
                "must hold an iq");
    }

    @Test
    @Section(value = "6.3", rules = "T15")
    void secondPayloadCannotHideBehindTheFirst() {
        refused(
                withInner(inner -> inner.plus(Element.of("jabber:iq:register", "query"))),
                Condition.BAD_REQUEST,
                "<iq/> must hold exactly one element, not 2");
        refused(withInner(inner -> inner.withNodes(List.of())), Condition.BAD_REQUEST, "not 0");
    }

    @Test
    @Section(value = "6.3", rules = "T18")
    void wrappedRequestNeedsAnId() {
        refused(withInner(inner -> inner.without("id")), Condition.BAD_REQUEST, "id");
    }

    @Test
    @Section("6.3")
    void wrappedAddresseeMustBeAnAddress() {
        refused(withInner(inner -> inner.with("to", "@")), Condition.JID_MALFORMED, "'to'");
    }

    @Test
    @Section(value = "9", rules = "T17")
    void nobodyActsAsAnAdministrator() {
        refused(
                outer(wrapper -> wrapper, "pubsub.capulet.lit", "admin@capulet.lit"),
                Condition.FORBIDDEN,
                "administrator");
    }
}
