package im.regent.privilege.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is true between threads: the loop of a stream stands still here until it is told to go on. */
@XmppTest(hosts = "capulet.lit")
@Spec(xep = 355, version = "0.5")
class DelegationsInForceTest {
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");
    private static final Delegations NONE = new Delegations(Map.of());

    private final List<String> sent = new ArrayList<>();
    private Supplier<String> whenSent = () -> "";
    private final ComponentLink link = new ComponentLink() {
        @Override
        public Jid jid() {
            return PUBSUB;
        }

        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public String streamId() {
            return "s";
        }

        @Override
        public void send(Stanza stanza) {
            sent.add(whenSent.get());
        }

        @Override
        public boolean hasEnded() {
            return false;
        }

        @Override
        public void close(StreamError error) {
            throw new AssertionError("nobody closes this");
        }
    };

    private static Delegations some() {
        Delegation delegation = new Delegation("urn:x", PUBSUB, List.of(), Duration.ofMinutes(1), Fallback.ERROR, 2);
        return new Delegations(Map.of("capulet.lit", Map.of("urn:x", delegation)));
    }

    private DelegationsInForce connected(TestServer server) {
        Routing routing = server.routing();
        DelegationsInForce inForce =
                new DelegationsInForce(NONE, new Nesting(routing, (delay, on, task) -> () -> {}), routing::newId);
        inForce.connected(link);
        return inForce;
    }

    @Test
    @Section(
            value = "8",
            rules = {"D24", "D2"})
    void theNewsAreHandedOverBeforeRequestsCanFollowFromThem(TestServer server) {
        DelegationsInForce inForce = connected(server);
        Delegations next = some();
        Supplier<String> state = () -> inForce.during(next, () -> "in force").orElse("not yet");
        whenSent = state;

        inForce.replace(next);

        assertThat(sent).hasSize(3).containsOnly("not yet");
        assertThat(state.get()).isEqualTo("in force");
    }

    @Test
    @Section(value = "8", rules = "D24")
    void whatWasDecidedByReplacedDelegationsIsNotDone(TestServer server) {
        DelegationsInForce inForce = connected(server);
        Delegations before = some();
        inForce.replace(before);
        assertThat(inForce.during(before, () -> "done")).contains("done");

        inForce.replace(some());

        assertThat(inForce.<String>during(before, () -> {
                    throw new AssertionError("this was decided by others");
                }))
                .isEqualTo(Optional.empty());
    }
}
