package im.regent.c2s;

import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.request;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.session.Session;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that outlive their connection. */
@Spec(xep = 198, version = "1.6.3")
@Section("5")
class ResumptionTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final ManagedClients clients = new ManagedClients("features.stream-management.max-stanzas = 100");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session() {
        return clients.session().orElseThrow();
    }

    @Test
    void whatWasMissedComesInOrderAndThenWhatFollows() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        Session session = session();
        clients.say(session, "m1");
        clients.say(session, "m2");
        phone.sends("<presence/>").breaks();
        clients.say(session, "m3");
        assertThat(session()).isSameAs(session);

        EmbeddedClient again = clients.loggedIn().sends(resume(id, 1));
        assertThat(clients.came(again)).containsExactly("resumed 1", "m2", "m3", "r");
        again.sends(acknowledge(3));
        clients.say(session, "m4");
        assertThat(clients.came(again)).containsExactly("m4", "r");
        again.sends("<presence/>" + request());
        assertThat(clients.came(again)).containsExactly("a 2");
        assertThat(clients.undelivered).isEmpty();
    }

    @Test
    void aSessionCanBeResumedAgainAndAgain() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        Session session = session();
        for (int i = 0; i < 5; i++) {
            phone.breaks();
            clients.say(session, "m" + i);
            phone = clients.loggedIn().sends(resume(id, i));
            assertThat(clients.came(phone)).containsExactly("resumed " + i, "m" + i, "r");
            phone.sends(acknowledge(i + 1) + "<presence/>");
            clients.settle();
        }
    }

    @Test
    void whoIsStillThereIsToldThatAnotherConnectionTookOver() {
        EmbeddedClient old = clients.managed();
        String id = ManagedClients.id(old);
        EmbeddedClient next = clients.loggedIn().sends(resume(id, 0));
        assertThat(clients.came(next)).containsExactly("resumed 0");
        assertThat(old.outcome()).isEqualTo("end conflict");
        clients.say(session(), "m1");
        assertThat(clients.came(next)).containsExactly("m1", "r");
    }

    @Test
    void ofTwoThatResumeAtOnceTheSecondWins() {
        EmbeddedClient old = clients.managed();
        String id = ManagedClients.id(old);
        old.breaks();
        EmbeddedClient one = clients.loggedIn();
        EmbeddedClient two = clients.loggedIn();
        one.sends(resume(id, 0));
        two.sends(resume(id, 0));
        clients.settle();
        assertThat(one.order).contains("resumed", "error", "</stream>");
        assertThat(clients.came(two)).containsExactly("resumed 0");
        clients.say(session(), "m1");
        assertThat(clients.came(two)).containsExactly("m1", "r");
    }

    @Test
    void anUnknownSessionIsNotFoundAndAResourceCanBeBound() {
        EmbeddedClient client = clients.loggedIn().sends(resume("nonsense", 0));
        assertThat(Script.condition(client.elements.remove())).isEqualTo("item-not-found");
        assertThat(client.sends(Script.bind("b", "balcony")).outcome()).isEqualTo("result");
    }

    @Test
    void nobodyResumesTheSessionOfSomebodyElse() {
        EmbeddedClient old = clients.managed();
        String id = ManagedClients.id(old);
        old.breaks();
        EmbeddedClient romeo = clients.in(StreamState.SECURE)
                .logsIn("romeo")
                .sends(Script.header())
                .forget();
        assertThat(Script.condition(romeo.sends(resume(id, 0)).elements.remove()))
                .isEqualTo("item-not-found");
        assertThat(clients.session()).isPresent();
    }

    @Test
    void whoIsBoundCannotResume() {
        EmbeddedClient client = clients.managed().forget().sends(resume("any", 0));
        assertThat(Script.condition(client.elements.remove())).isEqualTo("unexpected-request");
    }

    @Test
    void theWindowEndsAndWhatWasKeptGoesElsewhere() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        Session session = session();
        phone.sends("<presence/>").breaks();
        clients.say(session, "m1");
        clients.passes(WINDOW.minusMillis(1));
        assertThat(clients.session()).isPresent();
        clients.passes(Duration.ofMillis(1));
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
        EmbeddedClient late = clients.loggedIn().sends(resume(id, 0));
        assertThat(late.elements.peek().attribute("h", "")).isEqualTo("1");
        assertThat(Script.condition(late.elements.remove())).isEqualTo("item-not-found");
    }

    @Test
    void theWindowBeginsAnewWithEachBreak() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        phone.breaks();
        clients.passes(WINDOW.minusSeconds(1));
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 0));
        clients.came(again);
        clients.passes(Duration.ofSeconds(10));
        again.breaks();
        clients.passes(WINDOW.minusSeconds(1));
        assertThat(clients.session()).isPresent();
    }

    @Test
    void whatIsSentToASessionThatHasJustEndedGoesElsewhere() {
        EmbeddedClient phone = clients.managed();
        Session session = session();
        phone.sends("</stream:stream>");
        clients.say(session, "late");
        assertThat(clients.undelivered).containsExactly("late");
    }

    @Test
    void soMuchIsKeptAndNoMore() {
        EmbeddedClient phone = clients.managed();
        Session session = session();
        phone.breaks();
        for (int i = 0; i < 101; i++) {
            clients.say(session, "m" + i);
        }
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).hasSize(101).startsWith("m0").endsWith("m100");
    }

    @Test
    void soManySessionsOfAnAccountWaitAndNoMore() {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            EmbeddedClient phone =
                    clients.loggedIn().sends(Script.bind("b", "phone" + i)).forget();
            phone.sends("<enable xmlns='" + ManagedClients.SM + "' resume='1'/>")
                    .breaks();
            clients.settle();
            sessions.addAll(clients.world.routing().sessions().of(ManagedClients.BALCONY).stream()
                    .filter(session -> !sessions.contains(session))
                    .toList());
        }
        assertThat(sessions).hasSize(6);
        assertThat(clients.world.routing().sessions().of(ManagedClients.BALCONY))
                .isEqualTo(sessions.subList(1, 6));
    }

    @Test
    @Spec(rfc = 6120)
    @Section(value = "4.6.2", rules = "R23")
    void whoGivesNoSignOfLifeIsCutOffAndCanComeBack() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.passes(Duration.ofMinutes(5));
        clients.passes(Duration.ofSeconds(30));
        assertThat(phone.order).endsWith("error", "</stream>", "-");
        assertThat(clients.session()).isPresent();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).startsWith("resumed 0");
    }

    @Test
    void aSessionWithoutAnIdEndsWithItsConnection() {
        EmbeddedClient phone = clients.in(StreamState.BOUND).sends("<enable xmlns='" + ManagedClients.SM + "'/>");
        clients.say(session(), "m1");
        phone.breaks();
        clients.settle();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
    }

    @Test
    void aSessionThatIsClosedForGoodIsNotKept() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        session().close(StreamError.of(StreamCondition.NOT_AUTHORIZED, "the account was disabled"));
        clients.settle();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(Script.condition(
                        clients.loggedIn().sends(resume(id, 0)).elements.remove()))
                .isEqualTo("item-not-found");
    }

    @Test
    void whoBindsTheResourceAnewEndsTheSessionThatWaits() {
        EmbeddedClient phone = clients.managed();
        Session session = session();
        phone.breaks();
        clients.say(session, "m1");
        EmbeddedClient again = clients.loggedIn().sends(Script.bind("b", "balcony"));
        clients.settle();
        assertThat(again.outcome()).isEqualTo("result");
        assertThat(session()).isNotSameAs(session);
        assertThat(clients.undelivered).containsExactly("m1");
    }

    @Test
    void tooHighACountEndsTheAttemptAndNotTheSession() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        phone.breaks();
        EmbeddedClient wrong = clients.loggedIn().sends(resume(id, 7));
        clients.settle();
        assertThat(wrong.outcome()).isEqualTo("end undefined-condition");
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0");
    }

    @Test
    void theClientIsToldHowFarWeAreOnlyWhenThatIsSafe() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.slowDisk();
        phone.sends("<message to='capulet.lit'/>").breaks();
        EmbeddedClient again = clients.loggedIn().sends(resume(id, 0));
        assertThat(clients.came(again)).isEmpty();
        clients.writes.remove().complete(null);
        assertThat(clients.came(again)).containsExactly("resumed 1");
    }

    @Test
    @Section("4")
    void othersLearnWhatWasNotAcknowledged() {
        ManagedClients clients = new ManagedClients("");
        EmbeddedClient phone = clients.managed();
        Session session = clients.session().orElseThrow();
        clients.say(session, "m1");
        clients.say(session, "m2");
        phone.sends(ManagedClients.acknowledge(1));
        assertThat(session.unacknowledged())
                .extracting(stanza -> stanza.attribute("id", ""))
                .containsExactly("m2");
        clients.close();
    }
}
