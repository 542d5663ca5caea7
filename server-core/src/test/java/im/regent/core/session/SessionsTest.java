package im.regent.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SessionsTest {
    /** A session that is only an address. */
    private record Bound(Jid jid, String streamId) implements Session {
        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public void send(Stanza stanza) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T state(Class<T> key, Supplier<T> initial) {
            return initial.get();
        }

        @Override
        public <T> Optional<T> state(Class<T> key) {
            return Optional.empty();
        }

        @Override
        public void disconnect(StreamError error) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> close(StreamError error) {
            return CompletableFuture.completedStage(null);
        }
    }

    private static final int MANY = 100;
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit/balcony");

    private final Sessions sessions = new Sessions();

    @Test
    void eightThreadsThatBindOneResourceMakeOneRoute() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 2_000; round++) {
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<Sessions.Attempt>> results = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Bound session = new Bound(JULIET, round + "-" + i);
                    Callable<Sessions.Attempt> bind = () -> {
                        together.await();
                        return sessions.bind(session, MANY);
                    };
                    results.add(executor.submit(bind));
                }
                int bound = 0;
                for (Future<Sessions.Attempt> result : results) {
                    bound += result.get() == Sessions.Attempt.BOUND ? 1 : 0;
                }
                assertThat(bound).isOne();
                assertThat(sessions.of(JULIET)).hasSize(1);
                assertThat(sessions.unbind(sessions.find(JULIET).orElseThrow())).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void eightThreadsThatBindDifferentResourcesStopAtTheLimit() throws Exception {
        int threads = 8;
        int max = 3;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 2_000; round++) {
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<Sessions.Attempt>> results = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Bound session = new Bound(JULIET.bare().withResource("r" + i), round + "-" + i);
                    Callable<Sessions.Attempt> bind = () -> {
                        together.await();
                        return sessions.bind(session, max);
                    };
                    results.add(executor.submit(bind));
                }
                List<Sessions.Attempt> attempts = new ArrayList<>();
                for (Future<Sessions.Attempt> result : results) {
                    attempts.add(result.get());
                }
                assertThat(attempts).containsOnly(Sessions.Attempt.BOUND, Sessions.Attempt.FULL);
                assertThat(attempts.stream().filter(attempt -> attempt == Sessions.Attempt.BOUND))
                        .hasSize(max);
                assertThat(sessions.of(JULIET)).hasSize(max);
                sessions.of(JULIET).forEach(sessions::unbind);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void fullTableTakesNoNewResourceAndStillSaysThatOneIsTaken() {
        Bound first = new Bound(JULIET, "first");
        assertThat(sessions.bind(first, 1)).isEqualTo(Sessions.Attempt.BOUND);
        assertThat(sessions.bind(new Bound(JULIET, "twin"), 1)).isEqualTo(Sessions.Attempt.TAKEN);
        assertThat(sessions.bind(new Bound(Jid.valueOf("juliet@capulet.lit/chamber"), "second"), 1))
                .isEqualTo(Sessions.Attempt.FULL);
        assertThat(sessions.of(JULIET)).containsExactly(first);
    }

    @Test
    void onlyTheBoundSessionItselfCanUnbind() {
        Bound first = new Bound(JULIET, "same");
        Bound twin = new Bound(JULIET, "same");
        assertThat(sessions.bind(first, MANY)).isEqualTo(Sessions.Attempt.BOUND);
        assertThat(sessions.bind(twin, MANY)).isEqualTo(Sessions.Attempt.TAKEN);
        assertThat(sessions.find(JULIET)).containsSame(first);
        assertThat(sessions.unbind(twin)).isFalse();
        assertThat(sessions.find(JULIET)).containsSame(first);
        assertThat(sessions.unbind(first)).isTrue();
        assertThat(sessions.unbind(first)).isFalse();
        assertThat(sessions.find(JULIET)).isEmpty();
    }

    @Test
    void sessionsOfAnAccountAreASnapshotInOrderOfBinding() {
        Bound one = new Bound(JULIET, "1");
        Bound two = new Bound(Jid.valueOf("juliet@capulet.lit/chamber"), "2");
        sessions.bind(one, MANY);
        List<Session> before = sessions.of(JULIET);
        sessions.bind(two, MANY);
        sessions.bind(new Bound(Jid.valueOf("romeo@montague.lit/orchard"), "3"), MANY);
        assertThat(before).containsExactly(one);
        assertThat(sessions.of(JULIET.bare())).containsExactly(one, two);
        List<Session> all = new ArrayList<>();
        sessions.forEach(all::add);
        assertThat(all).hasSize(3);
    }
}
