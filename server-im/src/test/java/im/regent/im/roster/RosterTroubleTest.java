package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.MemoryStores;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rosters that storage does not give. */
@XmppTest(features = "subscription")
@Spec(rfc = 6121)
class RosterTroubleTest {
    /** Writes what no version of this server wrote. */
    private static void damage(TestServer server) {
        ((MemoryStores) server.stores())
                .reopened(Runnable::run)
                .maps("roster", Codec.xml())
                .update(Jid.valueOf("juliet@capulet.lit"), rows -> Map.of("x", Element.of("urn:x", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "set"})
    @Section(value = "2.1.4", rules = "R153")
    void aRosterThatCannotBeReadIsAnErrorOfTheServer(String type, TestServer server) {
        server.expectLog("a handler failed");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        damage(server);

        juliet.sends("<iq type='" + type + "' id='g'><query xmlns='jabber:iq:roster'><item jid='nurse@capulet.lit'/>"
                        + "</query></iq>")
                .receives("<iq type='error' id='g'><error type='cancel'>"
                        + "<internal-server-error xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "3.1.2",
            rules = {"R171", "R173"})
    void nameAndGroupsSurviveWhicheverComesFirst(TestServer server) {
        TestClient juliet = im.regent.im.Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        String set = "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
                + "<item jid='%s@capulet.lit' name='N'><group>G</group></item></query></iq>";
        String pushed = "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='%s@capulet.lit' name='N' "
                + "subscription='none' ask='subscribe'><group>G</group></item></query></iq>";

        juliet.sends(set.formatted("nurse")).received();
        juliet.sends("<presence to='nurse@capulet.lit' type='subscribe'/>")
                .receives(pushed.formatted("nurse"))
                .receivesNothing();

        juliet.sends("<presence to='romeo@capulet.lit' type='subscribe'/>")
                .receives("<iq type='set'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@capulet.lit' subscription='none' ask='subscribe'/></query></iq>")
                .sends(set.formatted("romeo"))
                .receives("<iq type='result' id='s'/>")
                .receives(pushed.formatted("romeo"))
                .receivesNothing();
    }
}
