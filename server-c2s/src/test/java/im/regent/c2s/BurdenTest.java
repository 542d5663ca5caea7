package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all sessions keep for their clients has a limit of its own. */
@Spec(xep = 198, version = "1.6.3")
@Section("4")
class BurdenTest {
    private static final Jid CHAMBER = Jid.valueOf("juliet@capulet.lit/chamber");
    private static final String LONG = "x".repeat(10_000);

    private final ManagedClients clients = new ManagedClients(
            "features.stream-management { max-total-bytes = 300 kB, max-bytes = 300 kB, max-stanzas = 1000 }");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session(Jid jid) {
        return clients.world.routing().sessions().find(jid).orElseThrow();
    }

    private void say(Jid to, int count) {
        IntStream.range(0, count).forEach(i -> clients.say(session(to), i + LONG));
    }

    private EmbeddedClient inTheChamber() {
        return clients.loggedIn()
                .sends(Script.bind("b", "chamber") + "<enable xmlns='" + ManagedClients.SM + "' resume='true'/>");
    }

    @Test
    void theSessionThatKeepsMostEndsAndTheOthersGoOn() {
        clients.managed().breaks();
        EmbeddedClient chamber = inTheChamber();
        say(ManagedClients.BALCONY, 21);
        say(CHAMBER, 9);
        assertThat(clients.undelivered).isEmpty();

        say(CHAMBER, 5);
        clients.settle();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).hasSize(21);
        assertThat(session(CHAMBER).unacknowledged()).hasSize(14);
        assertThat(chamber.order).doesNotContain("error");
    }

    @Test
    void whatIsAcknowledgedCountsNoMore() {
        clients.managed().breaks();
        EmbeddedClient chamber = inTheChamber();
        say(ManagedClients.BALCONY, 15);
        for (int round = 1; round <= 10; round++) {
            say(CHAMBER, 10);
            chamber.sends(ManagedClients.acknowledge(10L * round));
        }
        assertThat(clients.session()).isPresent();
        assertThat(session(CHAMBER).unacknowledged()).isEmpty();
        assertThat(clients.undelivered).isEmpty();
    }

    @Test
    void whatHasEndedCountsNoMore() {
        for (int round = 0; round < 10; round++) {
            EmbeddedClient phone = clients.managed();
            say(ManagedClients.BALCONY, 20);
            phone.sends("</stream:stream>");
            clients.settle();
            assertThat(clients.undelivered).hasSize(20 * (round + 1));
        }
    }
}
