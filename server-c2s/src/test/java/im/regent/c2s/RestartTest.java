package im.regent.c2s;

import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.request;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.clientstate.ClientStateFactory;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that outlive the server. */
@Spec(xep = 198, version = "1.6.3")
@Section("5")
class RestartTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final ManagedClients clients = new ManagedClients("");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session() {
        return clients.session().orElseThrow();
    }

    @Test
    void whatWasMissedComesInOrderAndTheCountsGoOn() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.say(session(), "m2");
        clients.say(session(), "m3");
        phone.sends(acknowledge(1) + "<presence/><presence/>");
        clients.restart();
        assertThat(phone.order).endsWith("-").doesNotContain("error", "</stream>");

        clients.say(session(), "m4");
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 2));
        assertThat(clients.came(again)).containsExactly("resumed 2", "m3", "m4", "r");
        again.sends(acknowledge(4) + "<presence/>" + request());
        clients.say(session(), "m5");
        assertThat(clients.came(again)).containsExactly("a 3", "m5", "r");
        assertThat(clients.undelivered).isEmpty();
    }

    /** RFC 6120 §4.9.1.1: "Stream-level errors are unrecoverable": whoever shall come back must not hear one. */
    @Test
    @Spec(rfc = 6120)
    @Section(value = "4.9.3.20", rules = "R48")
    void whoCannotComeBackHearsThatTheServerStopsAndWhoCanHearsNothing() {
        EmbeddedClient phone = clients.managed();
        EmbeddedClient other =
                clients.loggedIn().sends(Script.bind("b", "chamber")).forget();
        clients.restart();
        assertThat(other.outcome()).isEqualTo("end system-shutdown");
        assertThat(phone.order).endsWith("-").doesNotContain("error", "</stream>");
    }

    @Test
    void aSessionCanOutliveMoreThanOneServer() {
        String id = clients.restartedWith("m1");
        clients.restart();
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 0));
        assertThat(clients.came(again)).containsExactly("resumed 0", "m1", "r");
        clients.say(session(), "m2");
        clients.restart();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 1)))).containsExactly("resumed 0", "m2", "r");
        assertThat(clients.storedSessions()).isEmpty();
    }

    @Test
    void aSessionThatWaitsWhenTheServerStopsWaitsNoLongerThanItWould() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        phone.breaks();
        clients.say(session(), "m1");
        clients.passes(WINDOW.minusSeconds(10));
        clients.restart();
        clients.passes(Duration.ofSeconds(9));
        assertThat(clients.session()).isPresent();
        clients.passes(Duration.ofSeconds(1));
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
        assertThat(clients.storedSessions()).isEmpty();
    }

    @Test
    void aSessionWhoseTimeIsOverWhenTheServerStartsEndsAsItWouldHave() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.passes(WINDOW);
        clients.world.startAgain();
        clients.settle();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
        assertThat(clients.storedSessions()).isEmpty();
    }

    @Test
    void afterAKillTheSessionIsNotFound() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.startAgain();
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
    }

    @Test
    void aKillBeforeTheClientIsBackCostsNothing() {
        String id = clients.restartedWith("m1");
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @Test
    void aKillAfterTheClientWasBackBringsNothingTwice() {
        String id = clients.restartedWith("m1");
        clients.came(clients.loggedIn().sends(resume(id, 0)).sends(acknowledge(1)));
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.answer(id, 1)).isEqualTo("item-not-found");
        assertThat(clients.undelivered).isEmpty();
    }

    @Test
    void whatComesAfterASessionWasSavedGoesElsewhere() {
        EmbeddedClient phone = clients.managed();
        Session session = session();
        clients.say(session, "m1");
        CompletableFuture<Void> stop = clients.slowStop();
        clients.world.stop();
        clients.settle();
        clients.say(session, "late");
        stop.complete(null);
        assertThat(clients.undelivered).containsExactly("late");
        assertThat(clients.storedSessions().toString()).contains("m1").doesNotContain("late");
        assertThat(phone.order).endsWith("-").doesNotContain("error", "</stream>");
    }

    @Test
    void whileTheServerStopsNobodyResumes() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        EmbeddedClient again = clients.loggedIn();
        CompletableFuture<Void> stop = clients.slowStop();
        clients.world.stop();
        clients.settle();
        again.forget().sends(resume(id, 0));
        clients.settle();
        assertThat(again.elements).isEmpty();
        assertThat(again.order).endsWith("-");
        stop.complete(null);
        clients.world.startAgain();
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void whatTheClientSaidLastIsHandledAndSafeBeforeItIsCounted() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.slowDisk();
        phone.sends("<message to='capulet.lit'/>");
        clients.world.stop();
        clients.settle();
        assertThat(clients.storedSessions()).isEmpty();
        clients.writes.remove().complete(null);
        clients.settle();
        assertThat(clients.storedSessions()).hasSize(1);
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 1");
    }

    @Test
    void nobodyResumesTheSessionOfSomebodyElse() {
        String id = clients.restartedWith("m1");
        EmbeddedClient romeo = clients.in(StreamState.SECURE)
                .logsIn("romeo")
                .sends(Script.header())
                .forget();
        assertThat(Script.condition(romeo.sends(resume(id, 0)).elements.remove()))
                .isEqualTo("item-not-found");
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void tooHighACountEndsTheAttemptAndNotTheSession() {
        String id = clients.restartedWith("m1");
        EmbeddedClient wrong = clients.loggedIn().sends(resume(id, 7));
        clients.settle();
        assertThat(wrong.outcome()).isEqualTo("end undefined-condition");
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @Test
    void whoBindsTheResourceAnewEndsTheSessionThatWaits() {
        String id = clients.restartedWith("m1");
        clients.loggedIn().sends(Script.bind("b", "balcony"));
        clients.settle();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
        assertThat(clients.storedSessions()).isEmpty();
    }

    @Test
    void aSessionThatCannotBeResumedEndsWithTheServer() {
        clients.in(StreamState.BOUND).sends("<enable xmlns='" + ManagedClients.SM + "'/>");
        clients.say(session(), "m1");
        clients.restart();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
    }

    @Test
    @Spec(xep = 352, version = "1.0.0")
    @Section("5")
    void whatWaitsForAnInactiveClientIsSavedWithItsSession() {
        try (ManagedClients others = new ManagedClients("", new ClientStateFactory())) {
            EmbeddedClient phone = others.managed();
            String id = ManagedClients.id(phone);
            Session session = others.session().orElseThrow();
            phone.sends("<inactive xmlns='urn:xmpp:csi:0'/>");
            session.send(Presence.of(
                    Presence.Type.AVAILABLE, Jid.valueOf("romeo@capulet.lit/orchard"), ManagedClients.BALCONY));
            assertThat(others.came(phone)).isEmpty();
            others.restart();
            EmbeddedClient again = others.loggedIn().sends(resume(id, 0));
            assertThat(others.came(again)).containsExactly("resumed 0", "presence", "r");
        }
    }
}
