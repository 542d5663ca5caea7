package im.regent.c2s;

import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.request;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that outlive the server. */
@Spec(xep = 198, version = "1.6.3")
@Section("5")
class RestartTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Jid HOST = Jid.valueOf("capulet.lit");

    private final ManagedClients clients = new ManagedClients("features.stream-management.max-saved-bytes = 10 KiB");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session() {
        return clients.session().orElseThrow();
    }

    private Journal<Element> stored() {
        return clients.world.stores.journal("sessions", Codec.xml());
    }

    private List<Element> storedSessions() {
        return stored().read(HOST, 0, 100).toCompletableFuture().join().stream()
                .flatMap(entry -> entry.value().stream())
                .toList();
    }

    /** Juliet's phone with a message that it has not acknowledged; the server has stopped and started again. */
    private String restartedWith(String... messages) {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        for (String message : messages) {
            clients.say(session(), message);
        }
        clients.restart();
        return id;
    }

    private String answer(String id, long h) {
        Element answer = clients.loggedIn().sends(resume(id, h)).elements.remove();
        return answer.localName().equals("resumed") ? "resumed" : Script.condition(answer);
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
        assertThat(phone.order).endsWith("error", "</stream>", "-");

        clients.say(session(), "m4");
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 2));
        assertThat(clients.came(again)).containsExactly("resumed 2", "m3", "m4", "r");
        again.sends(acknowledge(4) + "<presence/>" + request());
        clients.say(session(), "m5");
        assertThat(clients.came(again)).containsExactly("a 3", "m5", "r");
        assertThat(clients.undelivered).isEmpty();
    }

    @Test
    void theClientHearsThatTheServerStops() {
        EmbeddedClient phone = clients.managed().forget();
        clients.restart();
        assertThat(phone.outcome()).isEqualTo("end system-shutdown");
    }

    @Test
    void aSessionCanOutliveMoreThanOneServer() {
        String id = restartedWith("m1");
        clients.restart();
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 0));
        assertThat(clients.came(again)).containsExactly("resumed 0", "m1", "r");
        clients.say(session(), "m2");
        clients.restart();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 1)))).containsExactly("resumed 0", "m2", "r");
        assertThat(storedSessions()).isEmpty();
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
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
        assertThat(storedSessions()).isEmpty();
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
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
        assertThat(storedSessions()).isEmpty();
    }

    @Test
    void afterAKillTheSessionIsNotFound() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.startAgain();
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
    }

    @Test
    void aKillBeforeTheClientIsBackCostsNothing() {
        String id = restartedWith("m1");
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @Test
    void aKillAfterTheClientWasBackBringsNothingTwice() {
        String id = restartedWith("m1");
        clients.came(clients.loggedIn().sends(resume(id, 0)).sends(acknowledge(1)));
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(answer(id, 1)).isEqualTo("item-not-found");
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
        assertThat(storedSessions().toString()).contains("m1").doesNotContain("late");
        assertThat(phone.order).endsWith("error", "</stream>", "-");
    }

    @Test
    void whileTheServerStopsNobodyResumes() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        EmbeddedClient again = clients.loggedIn();
        CompletableFuture<Void> stop = clients.slowStop();
        clients.world.stop();
        clients.settle();
        assertThat(again.sends(resume(id, 0)).outcome()).isEqualTo("end system-shutdown");
        stop.complete(null);
        clients.world.startAgain();
        assertThat(answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void whatTheClientSaidLastIsHandledAndSafeBeforeItIsCounted() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.slowDisk();
        phone.sends("<message to='capulet.lit'/>");
        clients.world.stop();
        clients.settle();
        assertThat(storedSessions()).isEmpty();
        clients.writes.remove().complete(null);
        clients.settle();
        assertThat(storedSessions()).hasSize(1);
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 1");
    }

    @Test
    void whatIsStoredDoesNotLetAnybodyResume() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        String token = storedSessions().get(0).attribute("token", "");
        assertThat(storedSessions().toString()).doesNotContain(id);
        clients.world.startAgain();
        assertThat(answer(token, 0)).isEqualTo("item-not-found");
        assertThat(answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void nobodyResumesTheSessionOfSomebodyElse() {
        String id = restartedWith("m1");
        EmbeddedClient romeo = clients.in(StreamState.SECURE)
                .logsIn("romeo")
                .sends(Script.header())
                .forget();
        assertThat(Script.condition(romeo.sends(resume(id, 0)).elements.remove()))
                .isEqualTo("item-not-found");
        assertThat(answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void tooHighACountEndsTheAttemptAndNotTheSession() {
        String id = restartedWith("m1");
        EmbeddedClient wrong = clients.loggedIn().sends(resume(id, 7));
        clients.settle();
        assertThat(wrong.outcome()).isEqualTo("end undefined-condition");
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @Test
    void whoBindsTheResourceAnewEndsTheSessionThatWaits() {
        String id = restartedWith("m1");
        clients.loggedIn().sends(Script.bind("b", "balcony"));
        clients.settle();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
        assertThat(storedSessions()).isEmpty();
    }

    @Test
    void anAccountThatIsGoneHasNoSessions() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.world.stores.accounts().delete(ManagedClients.BALCONY.bare());
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).isEmpty();
        assertThat(storedSessions()).isEmpty();
        assertThat(id).isNotEmpty();
    }

    @Test
    void theSessionsOfADisabledAccountEnd() {
        clients.managed();
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.world.stores.accounts().update(ManagedClients.BALCONY.bare(), before -> before.disabled(true));
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
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
    void soMuchIsSavedAndNoMore() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        for (int i = 0; i < 200; i++) {
            clients.say(session(), "m" + i);
        }
        clients.restart();
        assertThat(clients.undelivered).hasSize(200).startsWith("m0").endsWith("m199");
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
    }

    @Test
    void whatCannotBeStoredGoesElsewhereAndTheServerStops() {
        clients.managed();
        clients.say(session(), "m1");
        clients.shelf.broken(true);
        CompletableFuture<Void> stop = clients.slowStop();
        clients.world.stop();
        clients.settle();
        assertThat(clients.undelivered).containsExactly("m1");
        stop.complete(null);
        clients.shelf.broken(false);
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
    }

    @Test
    void aServerWithoutStorageStartsAndWhatIsStoredWaitsForTheNext() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        clients.shelf.broken(true);
        clients.world.startAgain();
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
        clients.shelf.broken(false);
        clients.world.startAgain();
        assertThat(answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void whoseStoredSessionCannotBeDeletedTriesAgain() {
        String id = restartedWith("m1");
        clients.shelf.broken(true);
        EmbeddedClient early = clients.loggedIn().sends(resume(id, 0));
        clients.settle();
        assertThat(early.outcome()).isEqualTo("end internal-server-error");
        clients.shelf.broken(false);
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "token", "window", "until", "received", "acknowledged"})
    void whatCannotBeReadEndsAndItsStanzasGoElsewhere(String attribute) {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        damage(storedSessions().get(0).with(attribute, "-?"));
        clients.world.startAgain();
        boolean isAnotherToken = attribute.equals("token");
        assertThat(answer(id, 0)).isEqualTo("item-not-found");
        assertThat(clients.undelivered).isEqualTo(isAnotherToken ? List.of() : List.of("m1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "capulet.lit", "juliet@capulet.lit", "@/"})
    void whatBelongsToNobodyStaysForTheOperatorAndHarmsNobody(String jid) {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        stored().append(HOST, storedSessions().get(0).with("jid", jid).with("token", "other"), 10);
        clients.world.startAgain();
        assertThat(storedSessions()).hasSize(2);
        assertThat(answer(id, 0)).isEqualTo("resumed");
        assertThat(storedSessions()).hasSize(1);
    }

    @Test
    void ofASessionThatIsStoredTwiceTheLaterCounts() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        stored().append(HOST, storedSessions().get(0).with("received", "7"), 10);
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 7", "m1", "r");
        assertThat(storedSessions()).isEmpty();
    }

    private void damage(Element session) {
        List<Long> ids = stored().read(HOST, 0, 10).toCompletableFuture().join().stream()
                .map(Journal.Entry::id)
                .toList();
        stored().delete(HOST, ids);
        stored().append(HOST, session, 10);
    }

    @Test
    void whereItIsSwitchedOffSessionsEndWithTheServer() {
        try (ManagedClients others = new ManagedClients("features.stream-management.survive-restart = false")) {
            others.managed();
            others.say(others.session().orElseThrow(), "m1");
            others.restart();
            assertThat(others.session()).isEmpty();
            assertThat(others.undelivered).containsExactly("m1");
        }
    }
}
