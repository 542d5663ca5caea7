package im.regent.c2s;

import static im.regent.c2s.ManagedClients.acknowledge;
import static im.regent.c2s.ManagedClients.request;
import static im.regent.c2s.ManagedClients.resume;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.session.Session;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stream management on one connection. */
@Spec(xep = 198, version = "1.6.3")
class ManagementTest {
    private static final String ENABLE = "<enable xmlns='" + ManagedClients.SM + "'/>";

    private final ManagedClients clients =
            new ManagedClients("features.stream-management { max-stanzas = 10, acknowledge-within = 1 minute }");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session() {
        return clients.session().orElseThrow();
    }

    @Test
    @Section("2")
    void isAnnouncedAfterTheLogin() {
        EmbeddedClient client = clients.in(StreamState.SUCCEEDED).sends(Script.header());
        assertThat(client.elements.getLast().child(ManagedClients.SM, "sm")).isPresent();
    }

    @Test
    @Section("3")
    void isNotAnnouncedBeforeTheLogin() {
        EmbeddedClient client = clients.in(StreamState.UNOPENED).secures();
        assertThat(client.elements.getLast().child(ManagedClients.SM, "sm")).isEmpty();
    }

    @Test
    @Section("3")
    void withoutResumptionThereIsNoId() {
        EmbeddedClient client = clients.in(StreamState.BOUND).sends(ENABLE);
        Element enabled = client.elements.remove();
        assertThat(enabled.localName()).isEqualTo("enabled");
        assertThat(enabled.attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1"})
    @Section("5")
    void whoWantsToResumeGetsAnIdAndATime(String wish) {
        EmbeddedClient client = clients.in(StreamState.BOUND)
                .sends("<enable xmlns='" + ManagedClients.SM + "' resume='" + wish + "' max='60'/>");
        Element enabled = client.elements.remove();
        assertThat(enabled.attribute("resume", "")).isEqualTo("true");
        assertThat(enabled.attribute("max", "")).isEqualTo("60");
        assertThat(enabled.attribute("id", "")).isNotEmpty();
    }

    @Test
    @Section("3")
    void comesAfterBinding() {
        EmbeddedClient client = clients.loggedIn().sends(ENABLE);
        Element failed = client.elements.remove();
        assertThat(failed.localName()).isEqualTo("failed");
        assertThat(Script.condition(failed)).isEqualTo("unexpected-request");
        assertThat(client.sends(Script.bind("b", "balcony")).outcome()).isEqualTo("result");
    }

    @Test
    @Section("3")
    void isEnabledOnce() {
        EmbeddedClient client = clients.managed().forget();
        assertThat(client.sends(ENABLE).outcome()).isEqualTo("end policy-violation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<r xmlns='urn:xmpp:sm:3'/>", "<a xmlns='urn:xmpp:sm:3' h='0'/>"})
    @Section("4")
    void meansNothingBeforeItIsEnabled(String element) {
        assertThat(clients.in(StreamState.BOUND).sends(element).outcome()).isEqualTo("end unsupported-stanza-type");
    }

    @Test
    @Section("4")
    void whatIsHandledIsCountedFromEnabling() {
        EmbeddedClient client = clients.in(StreamState.BOUND).sends("<presence/>" + ENABLE);
        client.forget();
        client.sends(request() + "<presence/><presence to='capulet.lit'/>" + request());
        assertThat(clients.came(client)).containsExactly("a 0", "a 2");
    }

    @Test
    @Section("4")
    void aMalformedStanzaIsHandledTooAndItsErrorIsCounted() {
        EmbeddedClient client = clients.managed().forget();
        client.sends("<iq id='q' type='get'/>" + request());
        assertThat(clients.came(client)).containsExactly("q", "r", "a 1");
        assertThat(client.sends(acknowledge(1)).outcome()).isEqualTo("silence");
    }

    @Test
    @Section("4")
    void oneRequestIsUnderWayAtATime() {
        EmbeddedClient client = clients.managed().forget();
        clients.say(session(), "m1");
        clients.say(session(), "m2");
        assertThat(clients.came(client)).containsExactly("m1", "r", "m2");
        client.sends(acknowledge(1));
        assertThat(clients.came(client)).containsExactly("r");
        client.sends(acknowledge(2));
        assertThat(clients.came(client)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4294967295L})
    @Section("6")
    void moreThanWasSentCannotBeAcknowledged(long h) {
        EmbeddedClient client = clients.managed().forget();
        clients.say(session(), "m1");
        client.forget().sends(acknowledge(h));
        Element error = client.elements.remove();
        Element tooHigh =
                error.child(ManagedClients.SM, "handled-count-too-high").orElseThrow();
        assertThat(Script.condition(error)).isEqualTo("undefined-condition");
        assertThat(tooHigh.attribute("h", "")).isEqualTo(Long.toString(h));
        assertThat(tooHigh.attribute("send-count", "")).isEqualTo("1");
        assertThat(client.isOver()).isTrue();
        assertThat(clients.session()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h=''", "h='-1'", "h='one'", "h='4294967296'", "h='99999999999999999999999'"})
    @Section("4")
    void acknowledgementsNeedANumber(String attribute) {
        EmbeddedClient client = clients.managed().forget();
        assertThat(client.sends("<a xmlns='" + ManagedClients.SM + "' " + attribute + "/>")
                        .outcome())
                .isEqualTo("end bad-format");
    }

    @Test
    @Section("4")
    void onlyWhatIsSafeIsConfirmedAndTheRestAsSoonAsItIs() {
        EmbeddedClient client = clients.managed().forget();
        clients.slowDisk();
        client.sends("<presence/><message to='capulet.lit'/><presence/>" + request());
        assertThat(clients.came(client)).containsExactly("a 1");
        clients.writes.remove().complete(null);
        assertThat(clients.came(client)).containsExactly("a 3");
    }

    @Test
    @Section("4")
    void whatCannotBeMadeSafeIsNeverConfirmed() {
        EmbeddedClient client = clients.managed().forget();
        clients.slowDisk();
        client.sends("<message to='capulet.lit'/>");
        clients.writes.remove().completeExceptionally(new IllegalStateException("the disk is full"));
        clients.settle();
        assertThat(client.outcome()).isEqualTo("end internal-server-error");
        assertThat(clients.session()).isEmpty();
    }

    @Test
    @Section("4")
    void whoDoesNotAcknowledgeIsCutOffInTimeButKept() {
        EmbeddedClient client = clients.managed().forget();
        clients.say(session(), "m1");
        client.forget();
        clients.passes(Duration.ofMinutes(1));
        assertThat(client.outcome()).isEqualTo("end connection-timeout");
        assertThat(clients.session()).isPresent();
    }

    @Test
    @Section("4")
    void whoAcknowledgesNowAndThenIsNotCutOff() {
        EmbeddedClient client = clients.managed().forget();
        for (int i = 1; i <= 20; i++) {
            clients.say(session(), "m" + i);
            clients.passes(Duration.ofSeconds(50));
            client.sends(acknowledge(i));
        }
        assertThat(client.isOver()).isFalse();
    }

    @Test
    @Section("4")
    void whoAcknowledgesNothingHoldsSoMuchAndNoMore() {
        EmbeddedClient client = clients.managed().forget();
        for (int i = 1; i <= 41; i++) {
            clients.session().ifPresent(session -> clients.say(session, "m"));
        }
        client.elements.removeIf(element -> !element.localName().equals("error"));
        assertThat(Script.condition(client.elements.remove())).isEqualTo("policy-violation");
        assertThat(clients.undelivered).hasSize(41);
    }

    @Test
    @Section("7")
    void whoSaysGoodbyeIsNotWaitedFor() {
        EmbeddedClient client = clients.managed();
        String id = ManagedClients.id(client);
        clients.say(session(), "m1");
        client.sends("<presence/></stream:stream>");
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
        Element failed = clients.loggedIn().sends(resume(id, 0)).elements.remove();
        assertThat(failed.attribute("h", "")).isEqualTo("1");
        assertThat(Script.condition(failed)).isEqualTo("item-not-found");
    }
}
