package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
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
class PrivilegedMessageParsingTest {
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final Element DELAY = Element.of("urn:xmpp:delay", "delay").with("stamp", "2014-11-25T14:34:32Z");
    private static final Grants GRANTS = new Grants(
            Map.of(
                    "capulet.lit",
                    Map.of(Jid.valueOf("pubsub.capulet.lit"), grant(MessageAccess.OUTGOING)),
                    "montague.lit",
                    Map.of(Jid.valueOf("pubsub.capulet.lit"), grant(MessageAccess.NONE))),
            Set.of(Jid.valueOf("admin@capulet.lit")));

    private static Grant grant(MessageAccess access) {
        return new Grant(Access.GET, true, access, PresenceAccess.NONE, Map.of(), true);
    }

    private static Element inner() {
        return Element.of(XmlWriter.CLIENT, "message", Element.of("a:b", "event"))
                .with("from", "juliet@capulet.lit")
                .with("to", "romeo@montague.lit/orchard")
                .with("id", "foo");
    }

    private static Element forwarded(Element... children) {
        return Element.of(FORWARD, "forwarded", children);
    }

    private static Message outer(Element... privileges) {
        return outer("pubsub.capulet.lit", "capulet.lit", privileges);
    }

    private static Message outer(String from, String to, Element... privileges) {
        Message message = Message.to(Jid.valueOf(to), Message.Type.NORMAL).withFrom(Jid.valueOf(from));
        for (Element privilege : privileges) {
            message = message.plus(privilege);
        }
        return message;
    }

    private static Message parse(Message outer) throws RefusedException {
        return PrivilegedMessage.parse(outer, new Judge(GRANTS, outer.sender()));
    }

    private static Element privilege(Element... children) {
        return Element.of(PrivilegeXml.NAMESPACE, "privilege", children);
    }

    private static Message withInner(UnaryOperator<Element> change) {
        return outer(privilege(forwarded(change.apply(inner()))));
    }

    private static void refused(Message outer, Condition condition, String text) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> parse(outer));
        assertThat(refused).as(outer.toString()).isNotNull();
        assertThat(refused.error().condition()).isEqualTo(condition);
        assertThat(refused.error().text()).contains(text);
    }

    @Test
    @Section(
            value = "5.1",
            rules = {"P15", "T14"})
    void messageIsMadeAnew() throws RefusedException {
        Message message = parse(withInner(inner -> inner.with("strange", "1").plus(new Text("\n"))));

        assertThat(message.xml()).isEqualTo(inner());
    }

    @Test
    @Section(value = "5.1", rules = "P15")
    void messageMayComeFromTheHost() throws RefusedException {
        assertThat(parse(withInner(inner -> inner.with("from", "capulet.lit"))).sender())
                .isEqualTo(Jid.valueOf("capulet.lit"));
    }

    @Test
    @Section(value = "5.1", rules = "P16")
    void messageMustBeFromABareAddressOfTheHost() {
        refused(withInner(inner -> inner.without("from")), Condition.FORBIDDEN, "a bare address of capulet.lit");
        for (String from : new String[] {
            "juliet@capulet.lit/balcony",
            "romeo@montague.lit",
            "montague.lit",
            "a@other.lit",
            "a@pubsub.capulet.lit",
            "capulet.lit/x",
            "@",
            ""
        }) {
            refused(withInner(inner -> inner.with("from", from)), Condition.FORBIDDEN, "");
        }
    }

    @Test
    @Section(
            value = "5.1",
            rules = {"P14", "T11", "T12"})
    void onlyTheEntityItselfAndOnlyToItsHost() {
        Element whole = privilege(forwarded(inner()));
        for (String from : new String[] {"x@pubsub.capulet.lit", "pubsub.capulet.lit/x", "plain.lit"}) {
            refused(outer(from, "capulet.lit", whole), Condition.FORBIDDEN, "is not granted to " + from);
        }
        for (String to : new String[] {
            "juliet@capulet.lit",
            "juliet@capulet.lit/balcony",
            "capulet.lit/x",
            "montague.lit",
            "other.lit",
            "plain.lit"
        }) {
            refused(outer("pubsub.capulet.lit", to, whole), Condition.FORBIDDEN, "is not granted");
        }
    }

    @Test
    @Section(value = "5.1", rules = "T22")
    void delayBesideTheMessageIsAccepted() throws RefusedException {
        assertThat(parse(outer(privilege(forwarded(DELAY, inner())))).xml()).isEqualTo(inner());
        refused(outer(privilege(forwarded(DELAY, DELAY, inner()))), Condition.BAD_REQUEST, "exactly one");
    }

    @Test
    @Section(value = "5.1", rules = "T14")
    void wrapperMustHoldExactlyOneMessage() {
        Element whole = privilege(forwarded(inner()));
        refused(outer(whole, whole), Condition.BAD_REQUEST, "exactly one <privilege/>");
        refused(outer(privilege()), Condition.BAD_REQUEST, "not 0");
        refused(outer(privilege(forwarded(inner()), forwarded(inner()))), Condition.BAD_REQUEST, "not 2");
        refused(outer(privilege(forwarded(inner()), Element.of("a:b", "c"))), Condition.BAD_REQUEST, "not 2");
        refused(outer(privilege(inner())), Condition.BAD_REQUEST, "<forwarded");
        refused(outer(privilege(forwarded())), Condition.BAD_REQUEST, "exactly one <message");
        refused(outer(privilege(forwarded(inner(), inner()))), Condition.BAD_REQUEST, "exactly one <message");
        refused(outer(privilege(forwarded(inner(), Element.of("a:b", "c")))), Condition.BAD_REQUEST, "exactly one");
    }

    @Test
    @Section(value = "5.1", rules = "T14")
    void otherStanzasAndNamespacesAreNotMessages() {
        for (String local : new String[] {"presence", "iq", "x"}) {
            refused(
                    outer(privilege(
                            forwarded(Element.of(XmlWriter.CLIENT, local).with("from", "juliet@capulet.lit")))),
                    Condition.BAD_REQUEST,
                    "exactly one <message");
        }
        for (String namespace : new String[] {"jabber:component:accept", "jabber:server", FORWARD, ""}) {
            refused(
                    outer(privilege(forwarded(Element.of(namespace, "message").with("from", "juliet@capulet.lit")))),
                    Condition.BAD_REQUEST,
                    "jabber:client");
        }
    }

    @Test
    @Section(value = "5.1", rules = "T24")
    void messageWithoutAddresseeIsNotRefused() throws RefusedException {
        assertThat(parse(withInner(inner -> inner.without("to"))).to()).isEmpty();
    }

    @Test
    @Section("5.1")
    void addresseeMustBeAnAddress() {
        refused(withInner(inner -> inner.with("to", "@")), Condition.JID_MALFORMED, "'to'");
    }

    @Test
    @Section(value = "9", rules = "T17")
    void nobodyActsAsAnAdministrator() {
        refused(withInner(inner -> inner.with("from", "admin@capulet.lit")), Condition.FORBIDDEN, "administrator");
    }

    @Test
    @Section(value = "5.1", rules = "T14")
    void wrapperInAnotherContentIsOrdinaryContent() {
        Message ordinary = Message.to(Jid.valueOf("capulet.lit"), Message.Type.NORMAL)
                .plus(Element.of("a:b", "c").withNodes(List.of(privilege(forwarded(inner())))));

        assertThat(PrivilegeXml.hasPrivilege(ordinary)).isFalse();
    }
}
