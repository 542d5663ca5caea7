package im.regent.component;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.PortUnavailableException;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Components that come and go with the configuration while the server runs. */
@Spec(xep = 114, version = "1.6")
@Section("3")
class LiveComponentsTest {
    private static final String GATEWAY = "gateway.capulet.lit";
    private static final String PUBSUB = "pubsub.capulet.lit";
    private static final String OTHER = "quite another secret word";

    private final House house = open("component.on-conflict = replace\n" + known(GATEWAY, House.SECRET));

    private static House open(String config) {
        try {
            return new House(config);
        } catch (PortUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private static String known(String domain, String secret) {
        return "components { \"" + domain + "\" { secret = \"" + secret + "\" } }\n";
    }

    private static void assertEnded(FakeTransport transport, StreamCondition condition) {
        assertThat(transport.error()).map(StreamError::condition).contains(condition);
    }

    private List<String> says(String to) {
        House.Sender juliet = new House.Sender("juliet@capulet.lit/balcony");
        house.routing().router().route(House.message("juliet@capulet.lit/balcony", to, "m1"), juliet);
        return juliet.answers.stream().map(answer -> House.brief(answer.xml())).toList();
    }

    @Test
    void componentThatIsNewConnectsAndTheOthersAreNotDisturbed() {
        FakeTransport gateway = house.component(GATEWAY);
        FakeTransport early = house.connection();
        early.opens(House.NAMESPACE, PUBSUB);
        assertEnded(early, StreamCondition.HOST_UNKNOWN);

        assertThat(house.reloads(known(GATEWAY, House.SECRET) + known(PUBSUB, OTHER)))
                .isCompleted();
        FakeTransport pubsub = house.component(PUBSUB, OTHER);
        assertThat(says(PUBSUB)).isEmpty();
        assertThat(pubsub.sent.stream().map(House::brief)).contains("message m1");
        assertThat(gateway.isOver()).isFalse();
        assertThat(house.events).containsExactly("connected " + GATEWAY, "connected " + PUBSUB);
    }

    @Test
    void theFirstComponentNeedsNoRestart() {
        House empty = open("");
        empty.reloads(known(GATEWAY, House.SECRET));
        assertThat(empty.component(GATEWAY).isOver()).isFalse();
        assertThat(empty.events).containsExactly("connected " + GATEWAY);
    }

    @Test
    void componentThatIsGoneIsCutOffAndItsDomainIsNotServed() {
        FakeTransport gateway = house.component(GATEWAY);
        CompletionStage<Void> reload = house.reloads("");
        assertThat(reload).isNotCompleted();
        house.settle();
        assertThat(reload).isCompleted();
        assertEnded(gateway, StreamCondition.HOST_GONE);
        assertThat(house.events).containsExactly("connected " + GATEWAY, "gone " + GATEWAY);
        assertThat(says(GATEWAY)).singleElement().asString().startsWith("message m1");
        FakeTransport again = house.connection();
        again.opens(House.NAMESPACE, GATEWAY);
        assertEnded(again, StreamCondition.HOST_UNKNOWN);

        house.reloads(known(GATEWAY, House.SECRET));
        assertThat(house.component(GATEWAY).isOver()).isFalse();
    }

    @Test
    void whoKnowsTheOldSecretOnlyIsOut() {
        FakeTransport gateway = house.component(GATEWAY);
        house.reloads(known(GATEWAY, OTHER));
        house.settle();
        assertEnded(gateway, StreamCondition.NOT_AUTHORIZED);
        assertEnded(house.component(GATEWAY, House.SECRET), StreamCondition.NOT_AUTHORIZED);
        assertThat(house.component(GATEWAY, OTHER).isOver()).isFalse();
    }

    /** Its handshake was right, and then it had to wait for the end of the stream before it. */
    @Test
    void whoHasProvedTheOldSecretAndIsNotConnectedYetIsOut() {
        house.component(GATEWAY);
        FakeTransport second = house.connection();
        second.opens(House.NAMESPACE, GATEWAY);
        second.receives(House.handshake(second, House.SECRET));
        house.reloads(known(GATEWAY, OTHER));
        house.settle();
        assertEnded(second, StreamCondition.NOT_AUTHORIZED);
        assertThat(says(GATEWAY)).hasSize(1);
    }
}
