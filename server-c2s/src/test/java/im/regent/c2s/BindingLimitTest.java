package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not bind, or not so many, and how often it may be tried. */
@Spec(rfc = 6120)
class BindingLimitTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String EMPTY = "<iq type='set' id='b'><bind xmlns='" + Script.BIND + "'/></iq>";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @Section(
            value = "7.6.2.1",
            rules = {"R99", "R147"})
    void resourcesAreLimitedButAnOwnOneMayBeTakenOver(int max) {
        try (ClientWorld world = new ClientWorld("c2s.max-resources = " + max)) {
            List<WiredClient> bound = new ArrayList<>();
            for (int i = 0; i < max; i++) {
                bound.add(Script.bound(world, "r" + i));
            }
            WiredClient late = Script.authenticated(world);
            for (String request : List.of(EMPTY, Script.bind("b", "another"))) {
                late.sends(request);
                assertThat(Script.errorType(late)).isEqualTo("wait");
                assertThat(Script.outcome(late)).isEqualTo("error resource-constraint");
            }
            late.sends(Script.bind("b", "r0"));
            assertThat(Script.boundAddress(late)).isEqualTo("juliet@capulet.lit/r0");
            assertThat(bound.get(0).isOver()).isTrue();
            assertThat(world.routing().sessions().of(JULIET)).hasSize(max);
        }
    }

    @Test
    @Section(value = "7.6.2.1", rules = "R99")
    void clientsThatBindAtTheSameMomentDoNotExceedTheLimit()
            throws InterruptedException, ExecutionException, BrokenBarrierException {
        int threads = 8;
        int max = 3;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (ClientWorld world = new ClientWorld("c2s.max-resources = " + max)) {
            for (int round = 0; round < 50; round++) {
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<WiredClient>> clients = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    WiredClient client = Script.authenticated(world);
                    String wish = Script.bind("b", "r" + i);
                    clients.add(executor.submit(() -> {
                        together.await();
                        return client.sends(wish);
                    }));
                }
                List<String> outcomes = new ArrayList<>();
                for (Future<WiredClient> client : clients) {
                    outcomes.add(Script.outcome(client.get()));
                }
                assertThat(outcomes).containsOnly("result", "error resource-constraint");
                assertThat(world.routing().sessions().of(JULIET)).hasSize(max);
                for (Future<WiredClient> client : clients) {
                    client.get().breaks();
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section(value = "7.6.2.2", rules = "R99")
    void whoeverWasDisabledOrDeletedSinceTheLoginMayNotBind(boolean isDeleted) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            Accounts accounts = world.stores.accounts();
            if (isDeleted) {
                accounts.delete(JULIET);
            } else {
                accounts.update(JULIET, juliet -> juliet.disabled(true));
            }
            for (String request : List.of(EMPTY, Script.bind("b", "balcony"))) {
                client.sends(request);
                assertThat(Script.errorType(client)).isEqualTo("cancel");
                assertThat(Script.outcome(client)).isEqualTo("error not-allowed");
            }
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        }
    }

    @Test
    @Section(value = "7.6.2.2", rules = "R99")
    void whoeverIsDisabledAtTheMomentOfBindingIsThrownOut() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            world.routing()
                    .events()
                    .on(
                            CoreEvents.SESSION_BOUND,
                            session -> world.stores.accounts().update(JULIET, juliet -> juliet.disabled(true)));
            client.sends(Script.bind("b", "balcony"));
            assertThat(client.order).containsExactly("iq", "error", "</stream>", "-");
            assertThat(Script.condition(client.elements.getLast())).isEqualTo("not-authorized");
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        }
    }

    @Test
    void anExpiredPasswordDoesNotSpoilALoginThatWasBefore() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world);
            world.stores.accounts().update(JULIET, juliet -> juliet.expired());
            client.sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @Test
    void storageThatIsDownIsToldAndMayBeTriedAgain() {
        Outage outage = new Outage();
        try (ClientWorld world = new ClientWorld("", outage, Runnable::run)) {
            WiredClient client = Script.authenticated(world);
            outage.begins();
            client.sends(EMPTY);
            assertThat(Script.errorType(client)).isEqualTo("wait");
            assertThat(Script.outcome(client)).isEqualTo("error internal-server-error");
            outage.ends();
            client.sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 10})
    @Section(value = "7.7.3", rules = "R100")
    void afterSoManyRetriesTheStreamEnds(int retries) {
        try (ClientWorld world = new ClientWorld("c2s.max-bind-retries = " + retries)) {
            WiredClient client = Script.authenticated(world);
            for (int i = 0; i < retries; i++) {
                client.sends(Script.bind("b", "\uFFF9"));
                assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            }
            assertThat(client.isOver()).isFalse();
            Script.forget(client);
            client.sends(Script.bind("b", "\uFFF9"));
            assertThat(client.order).containsExactly("iq", "error", "</stream>", "-");
            assertThat(Script.condition(client.elements.getLast())).isEqualTo("policy-violation");
        }
    }

    @Test
    @Section(value = "7.7.3", rules = "R100")
    void failuresOfEveryKindCountTogetherAndTheLastRetryMaySucceed() {
        try (ClientWorld world = new ClientWorld("c2s { resource-conflict = refuse, max-resources = 1 }")) {
            Script.bound(world, "balcony").sends("<presence/>");
            for (boolean isSixth : new boolean[] {false, true}) {
                WiredClient client = Script.authenticated(world);
                client.sends(Script.bind("b", "\uFFF9"));
                client.sends(Script.bind("b", "balcony"));
                client.sends(Script.bind("b", "garden"));
                client.sends("<iq type='get' id='b'><bind xmlns='" + Script.BIND + "'/></iq>");
                client.sends("<iq type='set'><bind xmlns='" + Script.BIND + "'/></iq>");
                assertThat(client.order).containsExactly("iq", "iq", "iq", "iq", "iq");
                if (isSixth) {
                    client.sends(EMPTY);
                    assertThat(client.order).endsWith("error", "</stream>", "-");
                } else {
                    world.routing()
                            .sessions()
                            .of(JULIET)
                            .forEach(world.routing().sessions()::unbind);
                    client.sends(EMPTY);
                    assertThat(Script.boundAddress(client)).startsWith("juliet@capulet.lit/id");
                }
            }
        }
    }
}
