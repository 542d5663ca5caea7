package im.regent.c2s;

import static im.regent.c2s.IdlePhone.ACTIVE;
import static im.regent.c2s.IdlePhone.EVENT;
import static im.regent.c2s.IdlePhone.INACTIVE;
import static im.regent.c2s.IdlePhone.ORCHARD;
import static im.regent.c2s.IdlePhone.STREET;
import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.session.Attention;
import im.regent.core.session.Session;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long what can wait waits, and how it comes then. */
@Spec(xep = 352, version = "1.0.0")
class ClientStateTest {
    private static final Duration HOLD = Duration.ofMinutes(15);

    private final IdlePhone idle = new IdlePhone();
    private final ManagedClients clients = idle.clients;

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    @Section("3.1")
    void itIsAnnouncedAfterTheLogin() {
        EmbeddedClient client = clients.world.embed().secures();
        assertThat(lastFeatures(client)).isEmpty();
        client.logsIn("juliet").sends(Script.header());
        assertThat(lastFeatures(client)).hasSize(1);
    }

    private static List<Element> lastFeatures(EmbeddedClient client) {
        return client.elements.getLast().children("urn:xmpp:csi:0", "csi");
    }

    @Test
    @Section("3.2")
    void streamBeginsActive() {
        EmbeddedClient phone = clients.in(StreamState.BOUND);
        idle.presence("p1", ORCHARD);
        assertThat(clients.came(phone)).containsExactly("p1");
        phone.sends(ACTIVE);
        idle.presence("p2", ORCHARD);
        assertThat(clients.came(phone)).containsExactly("p2");
    }

    @Test
    @Section("2.2")
    void latestPresenceOfEachContactWaitsUntilTheClientIsActive() {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        idle.presence("p2", "romeo@capulet.lit/phone");
        idle.presence("p3", STREET);
        idle.sent("<presence id='p4' type='unavailable' from='" + ORCHARD + "'/>");
        phone.sends(INACTIVE);
        assertThat(clients.came(phone)).isEmpty();
        phone.sends(ACTIVE);
        assertThat(clients.came(phone)).containsExactly("p2", "p3", "p4");
        idle.presence("p5", ORCHARD);
        assertThat(clients.came(phone)).containsExactly("p5");
    }

    @Test
    @Section("4.1")
    void nothingOvertakesAnything() {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        idle.chatState("s1", ORCHARD);
        idle.sent("<message id='e1' type='headline' from='romeo@capulet.lit'>" + EVENT + "</message>");
        idle.presence("p2", ORCHARD);
        idle.sent("<message id='e2' type='headline' from='romeo@capulet.lit'>" + EVENT + "</message>");
        clients.say(idle.session(), "m");
        assertThat(clients.came(phone)).containsExactly("s1", "e1", "p2", "e2", "m");
    }

    @Test
    @Section("4.1")
    void whatWaitedComesBeforeTheAnswerToWhatFollowsActive() {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        phone.sends(ACTIVE + INACTIVE + "<iq type='get' id='q'><query xmlns='urn:y'/></iq>");
        assertThat(clients.came(phone)).containsExactly("p1", "q");
    }

    @Test
    @Section("3.2")
    void othersLearnWhetherSomebodyLooks() {
        List<Session> attended = new ArrayList<>();
        clients.world.routing().events().on(CoreEvents.SESSION_ATTENDED, attended::add);
        EmbeddedClient phone = clients.in(StreamState.BOUND);
        assertThat(Attention.isElsewhere(idle.session())).isFalse();
        phone.sends(INACTIVE);
        assertThat(Attention.isElsewhere(idle.session())).isTrue();
        assertThat(attended).isEmpty();
        phone.sends(ACTIVE);
        assertThat(Attention.isElsewhere(idle.session())).isFalse();
        assertThat(attended).containsExactly(idle.session());
    }

    @Test
    @Section("2.2")
    void onlySoManyWaitAndOnlySoMuch() {
        EmbeddedClient phone = idle.inactive();
        for (int i = 0; i < 5; i++) {
            idle.presence("p" + i, "romeo@capulet.lit/" + i);
            idle.presence("p" + i, "romeo@capulet.lit/" + i);
        }
        assertThat(clients.came(phone)).isEmpty();
        idle.presence("p5", "romeo@capulet.lit/5");
        assertThat(clients.came(phone)).containsExactly("p0", "p1", "p2", "p3", "p4", "p5");

        String large = "<presence id='%s' from='" + ORCHARD + "'><status>" + "x".repeat(3000) + "</status></presence>";
        idle.sent(large.formatted("l1"));
        idle.sent(large.formatted("l2"));
        assertThat(clients.came(phone)).isEmpty();
        idle.sent(large.formatted("l3").replace(ORCHARD, STREET));
        assertThat(clients.came(phone)).containsExactly("l2", "l3");
    }

    @Test
    @Section("2.2")
    void nothingWaitsForEver() {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        clients.passes(HOLD.minusMillis(1));
        idle.presence("p2", STREET);
        assertThat(clients.came(phone)).isEmpty();
        clients.passes(Duration.ofMillis(1));
        assertThat(clients.came(phone)).containsExactly("p1", "p2");
        idle.presence("p3", ORCHARD);
        clients.passes(HOLD.minusMillis(1));
        assertThat(clients.came(phone)).isEmpty();
    }

    @Test
    @Section("2.2")
    void noTimerStaysBehind() {
        EmbeddedClient phone = idle.inactive();
        int timers = clients.world.time.pending();
        idle.presence("p1", ORCHARD);
        idle.presence("p2", STREET);
        assertThat(clients.world.time.pending()).isEqualTo(timers + 1);
        phone.sends(ACTIVE);
        assertThat(clients.world.time.pending()).isEqualTo(timers);
        phone.sends(INACTIVE);
        idle.presence("p3", ORCHARD);
        phone.breaks();
        clients.settle();
        assertThat(clients.world.time.pending()).isLessThanOrEqualTo(timers);
    }

    @Test
    @Section("4.2")
    void resumedStreamIsActive() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        phone.sends(INACTIVE);
        idle.presence("p1", ORCHARD);
        phone.breaks();
        idle.presence("p2", STREET);
        idle.presence("p3", ORCHARD);

        EmbeddedClient again = clients.loggedIn().sends(resume(id, 0));
        assertThat(clients.came(again)).containsExactly("resumed 0", "p2", "r", "p3");
        again.sends(acknowledge(2));
        idle.presence("p4", ORCHARD);
        assertThat(clients.came(again)).containsExactly("p4", "r");
        again.sends(acknowledge(3) + INACTIVE);
        clients.settle();
        idle.presence("p5", ORCHARD);
        assertThat(clients.came(again)).isEmpty();
        again.sends(ACTIVE);
        assertThat(clients.came(again)).containsExactly("p5", "r");
    }

    @Test
    @Section("4.2")
    void whatWaitedIsCountedIfTheClientEnablesAcknowledgementsMeanwhile() {
        EmbeddedClient phone = idle.inactive();
        idle.presence("p1", ORCHARD);
        phone.sends("<enable xmlns='" + ManagedClients.SM + "' resume='true'/>");
        String id = ManagedClients.id(phone);
        phone.sends(ACTIVE);
        assertThat(clients.came(phone)).containsExactly("p1", "r");
        phone.sends(acknowledge(1));
        assertThat(phone.isOver()).isFalse();
        phone.breaks();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 1)))).containsExactly("resumed 0");
    }

    @Test
    @Section("4.2")
    void nothingThatMattersIsLostWhenTheSessionEnds() {
        EmbeddedClient phone = clients.managed().sends(INACTIVE);
        idle.presence("p1", ORCHARD);
        idle.sent("<message id='e1' type='headline' from='romeo@capulet.lit' to='" + ManagedClients.BALCONY + "'>"
                + EVENT + "</message>");
        phone.breaks();
        clients.say(idle.session(), "m1");
        idle.presence("p2", STREET);
        idle.chatState("s1", ORCHARD);
        assertThat(clients.undelivered).isEmpty();
        clients.passes(Duration.ofMinutes(5));
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("p1", "e1", "m1", "s1");
    }

    @Test
    @Section("3.2")
    void whatIsNotOfThisProtocolIsRefused() {
        for (String element : List.of("<csi xmlns='urn:xmpp:csi:0'/>", "<inactive xmlns='urn:xmpp:csi:1'/>")) {
            assertThat(clients.in(StreamState.BOUND).sends(element).outcome()).isEqualTo("end unsupported-stanza-type");
        }
        for (StreamState early : List.of(StreamState.SECURE, StreamState.AUTHENTICATED)) {
            assertThat(clients.in(early).sends(INACTIVE).outcome()).isEqualTo("end policy-violation");
        }
    }
}
