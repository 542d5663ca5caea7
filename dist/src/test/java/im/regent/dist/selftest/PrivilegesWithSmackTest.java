package im.regent.dist.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.dist.interop.DemoServer;
import im.regent.dist.interop.LoopWatch;
import im.regent.dist.interop.SmackUser;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.time.Duration;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;
import org.w3c.dom.Element;

/** A privileged component on a socket, and the people it acts for with Smack. */
@Spec(xep = 356, version = "0.4.1")
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivilegesWithSmackTest {
    private static final String GATEWAY = "gateway.localhost";
    private static final String ALICE = "alice@localhost";
    private static final String ROSTER = "jabber:iq:roster";

    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TestComponent gateway() throws StepFailure {
        return TestComponent.connect(server.address("component"), GATEWAY, server.secret(GATEWAY));
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"P12", "P13"})
    void advertisementIsTheFirstStanza() throws Exception {
        try (TestComponent gateway = gateway()) {
            Element first = gateway.await("the first stanza", element -> true);
            assertThat(first.getLocalName()).isEqualTo("message");
            for (String access : new String[] {"roster", "message", "presence", "iq"}) {
                assertThat(TestComponent.grants(first, access)).as(access).isTrue();
            }
        }
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"P4", "P5", "P9"})
    void componentReadsAndWritesRostersAndIsToldOfTheUsersChanges() throws Exception {
        // Smack asks every service at login; the people come first, because this component answers nothing by itself.
        try (SmackUser alice = SmackUser.login(server, "alice");
                TestComponent gateway = gateway()) {
            Element roster = gateway.ask("get", ALICE, "<query xmlns='" + ROSTER + "'/>");
            assertThat(roster.getElementsByTagNameNS(ROSTER, "item").getLength())
                    .isGreaterThanOrEqualTo(2);

            Element set = gateway.ask(
                    "set",
                    ALICE,
                    "<query xmlns='" + ROSTER + "'><item jid='legacy@gateway.localhost' name='Old friend'/></query>");
            assertThat(set.getAttribute("type")).isEqualTo("result");
            var legacy = JidCreate.bareFrom("legacy@gateway.localhost");
            await().atMost(Duration.ofSeconds(10)).until(() -> alice.roster().getEntry(legacy) != null);

            alice.roster().createItem(JidCreate.bareFrom("carol@example.org"), "Carol", new String[0]);
            Element push =
                    gateway.await("the push of the user's change", element -> isPushOf(element, "carol@example.org"));
            assertThat(push.getAttribute("from")).isEqualTo(ALICE);
        }
    }

    private static boolean isPushOf(Element element, String contact) {
        var items = element.getElementsByTagNameNS(ROSTER, "item");
        return element.getAttribute("type").equals("set")
                && items.getLength() == 1
                && ((Element) items.item(0)).getAttribute("jid").equals(contact);
    }

    @Test
    @Section(value = "5.3", rules = "P15")
    void componentSendsAMessageAsTheUser() throws Exception {
        try (SmackUser bob = SmackUser.login(server, "bob");
                TestComponent gateway = gateway()) {
            gateway.sendAs("localhost", ALICE, "bob@localhost", "from a phone");
            var message = bob.hears();
            assertThat(message.getBody()).isEqualTo("from a phone");
            assertThat(message.getFrom().toString()).isEqualTo(ALICE);
        }
    }

    @Test
    @Section(
            value = "6.3",
            rules = {"P20", "P26"})
    void componentAsksAsTheUserWhatItWasGrantedAndNothingElse() throws Exception {
        try (TestComponent gateway = gateway()) {
            Element answer = gateway.askAs(ALICE, "localhost", "<query xmlns='jabber:iq:version'/>");
            assertThat(answer.getAttribute("type")).isEqualTo("result");
            assertThat(Dom.has(answer, "urn:xmpp:forward:0", "forwarded")).isTrue();
            assertThat(answer.getTextContent()).contains("Regent");

            Element refused = gateway.askAs(ALICE, "localhost", "<query xmlns='jabber:iq:private'/>");
            assertThat(refused.getAttribute("type")).isEqualTo("error");
            assertThat(Dom.has(refused, "urn:ietf:params:xml:ns:xmpp-stanzas", "forbidden"))
                    .isTrue();
        }
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"P30", "P31", "P37"})
    void componentSeesWhoIsThereAndThatTheUserComesAndGoes() throws Exception {
        try (SmackUser alice = SmackUser.login(server, "alice");
                TestComponent gateway = gateway()) {
            Element there = gateway.await("the presence of who was there before", element -> isPresence(element, ""));
            assertThat(there.getAttribute("to")).isEqualTo(GATEWAY);

            alice.becomes(Presence.Type.unavailable);
            gateway.await("the end of her presence", element -> isPresence(element, "unavailable"));
            alice.becomes(Presence.Type.available);
            gateway.await("her new presence", element -> isPresence(element, ""));
            alice.connection().instantShutdown();
            gateway.await("the end of a lost connection", element -> isPresence(element, "unavailable"));
        }
    }

    private static boolean isPresence(Element element, String type) {
        return Dom.is(element, "presence")
                && element.getAttribute("from").equals(ALICE + "/smack")
                && element.getAttribute("type").equals(type);
    }
}
