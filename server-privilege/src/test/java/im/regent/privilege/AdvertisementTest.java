package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit", "empty.lit"},
        config = AdvertisementTest.TWO_HOSTS)
@Spec(xep = 356, version = "0.4.1")
class AdvertisementTest {
    static final String TWO_HOSTS = Scene.COMPONENTS + """
            virtual-hosts {
              "capulet.lit" { privileged-entities { "pubsub.capulet.lit" {
                roster = both
                message = outgoing
                presence = roster
                iq {
                  "http://jabber.org/protocol/pubsub" = set
                  "urn:xmpp:ping" = get
                }
              } } }
              "montague.lit" { privileged-entities {
                "pubsub.capulet.lit" { roster = set, presence = managed_entity }
                "gateway.capulet.lit" { roster = get, roster-push = false }
              } }
            }
            """;

    @Test
    @Section(
            value = "4.2",
            rules = {"P8", "P12", "P13", "P18", "P39"})
    void entityIsToldItsPermissionsFirstAndForEachHost(TestServer server) {
        server.connect("juliet@capulet.lit/balcony").available();

        TestComponent pubsub = server.component("pubsub.capulet.lit");

        pubsub.receivesInAnyOrder(
                "<message from='capulet.lit' to='pubsub.capulet.lit' id='{any}'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='roster' type='both' push='true'/><perm access='message' type='outgoing'/>"
                        + "<perm access='presence' type='roster'/><perm access='iq'>"
                        + "<namespace ns='http://jabber.org/protocol/pubsub' type='set'/>"
                        + "<namespace ns='urn:xmpp:ping' type='get'/></perm></privilege></message>",
                "<message from='montague.lit' to='pubsub.capulet.lit' id='{any}'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='roster' type='set'/><perm access='presence' type='managed_entity'/>"
                        + "</privilege></message>");
        pubsub.receives("<presence from='juliet@capulet.lit/balcony' to='pubsub.capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"P8", "T36"})
    void pushesThatAreOffAreAdvertisedAsOffAndOtherHostsSayNothing(TestServer server) {
        server.component("gateway.capulet.lit")
                .receives("<message from='montague.lit' id='{any}'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='roster' type='get' push='false'/></privilege></message>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "P2")
    void componentWithoutPrivilegesIsToldNothing(TestServer server) {
        server.component("plain.lit").receivesNothing();
    }

    private static Message advertisement(Grant grant) {
        Element privilege = Advertisement.privilege(grant, new Advertisement.Heard(), Version.TWO);
        return Advertisement.of("capulet.lit", Jid.valueOf("e.lit"), privilege, "a1");
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"P13", "P18", "T41"})
    void onlyWhatIsGrantedIsAdvertised() {
        Grant grant = new Grant(
                Access.NONE, false, MessageAccess.NONE, PresenceAccess.NONE, Map.of("urn:xmpp:ping", Access.GET), true);

        assertThat(advertisement(grant).toString())
                .isEqualTo("<message xmlns='jabber:client' to='e.lit' from='capulet.lit' id='a1'>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'><perm access='iq'>"
                        + "<namespace ns='urn:xmpp:ping' type='get'/></perm></privilege></message>");
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"P13", "T41"})
    void setIsAdvertisedWithoutPush() {
        Grant grant = new Grant(Access.SET, false, MessageAccess.NONE, PresenceAccess.NONE, Map.of(), true);

        assertThat(advertisement(grant).toString()).contains("<perm access='roster' type='set'/></privilege>");
    }

    @Test
    @Section(value = "4.2", rules = "T36")
    void rejectedAdvertisementIsALogLine(TestServer server) {
        server.expectLog("does not take the advertisement");
        TestComponent gateway = server.component("gateway.capulet.lit");
        String id = gateway.received().get(0).attribute("id", "");

        gateway.sends("<message type='error' from='gateway.capulet.lit' to='montague.lit' id='" + id
                        + "'><privilege xmlns='urn:xmpp:privilege:2'/><error type='cancel'>"
                        + "<not-allowed xmlns='{stanzas}'/></error></message>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "P12")
    void entityThatReconnectsIsToldAgain(TestServer server) {
        server.component("gateway.capulet.lit").losesConnection();

        assertThat(server.component("gateway.capulet.lit").received()).hasSize(1);
    }
}
