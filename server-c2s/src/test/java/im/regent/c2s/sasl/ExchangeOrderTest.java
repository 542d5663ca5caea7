package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.regent.core.store.StoreException;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What {@link SaslExchange} promises for every mechanism. */
@Spec(rfc = 6120)
class ExchangeOrderTest {
    private static final byte[] PLAIN = "\0alice\0pencil".getBytes(UTF_8);

    private final SaslWorld world = new SaslWorld();

    @Test
    void messageAfterTheEndIsRefused() {
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "PLAIN");
        SaslWorld.now(exchange.start(PLAIN));
        assertRefused(SaslWorld.now(exchange.step(PLAIN)));
        assertRefused(SaslWorld.now(exchange.start(PLAIN)));
        assertRefused(SaslWorld.now(exchange.start()));
    }

    @Test
    void failedExchangeStaysFailed() {
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "PLAIN");
        SaslWorld.now(exchange.start("\0alice\0wrong".getBytes(UTF_8)));
        assertRefused(SaslWorld.now(exchange.step(PLAIN)));
    }

    @Test
    void stepBeforeStartAndSecondStartAreRefused() {
        assertRefused(SaslWorld.now(world.begin(FakeTls.withBoth(), "PLAIN").step(PLAIN)));
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "PLAIN");
        SaslWorld.now(exchange.start());
        assertRefused(SaslWorld.now(exchange.start(PLAIN)));
        assertRefused(SaslWorld.now(exchange.step(PLAIN)));
    }

    @Test
    @Section(value = "6.5.8", rules = "R86")
    void finalMessageOfScramIsTakenOnce() {
        ScriptedClient client = ScriptedClient.sha256("n,,", "n=alice,r=x");
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256");
        byte[] last = client.last(SaslWorld.text(SaslWorld.run(exchange, client.first())))
                .getBytes(UTF_8);
        assertThat(SaslWorld.now(exchange.step(last))).isInstanceOf(Outcome.Success.class);
        assertRefused(SaslWorld.now(exchange.step(last)));
    }

    @Test
    void messageWhileStorageIsAskedEndsTheExchangeForGood() {
        CompletableFuture<Void> storage = new CompletableFuture<>();
        world.accounts.answerAfter(() -> storage);
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "PLAIN");
        List<Outcome> first = new ArrayList<>();
        exchange.start(PLAIN).thenAccept(first::add);
        assertThat(first).isEmpty();

        assertRefused(SaslWorld.now(exchange.step(PLAIN)));
        storage.complete(null);
        assertThat(first).hasSize(1);
        assertRefused(first.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1"})
    @Section(value = "6.5.11", rules = "R89")
    void storageThatFailsIsATemporaryFailure(String mechanism) {
        world.accounts.answerAfter(() -> CompletableFuture.failedFuture(new StoreException("down", new Exception())));
        assertTemporary(mechanism);
        world.accounts.answerAfter(() -> {
            throw new StoreException("down", new Exception());
        });
        assertTemporary(mechanism);
    }

    @Test
    void bugIsATemporaryFailureAndLoggedWithoutThePassword() {
        Logger logger = (Logger) LoggerFactory.getLogger(GuardedExchange.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
        try {
            world.accounts.answerAfter(() -> {
                throw new IllegalStateException("a bug");
            });
            assertTemporary("PLAIN");
            world.accounts.answerAfter(() -> CompletableFuture.failedFuture(new IllegalStateException("a bug")));
            assertTemporary("SCRAM-SHA-1");
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
        assertThat(log.list)
                .hasSize(2)
                .allMatch(event -> event.getLevel() == Level.ERROR)
                .noneMatch(event -> event.getFormattedMessage().contains("pencil"));
    }

    private void assertTemporary(String mechanism) {
        String message = mechanism.equals("PLAIN") ? "\0alice\0pencil" : "n,,n=alice,r=x";
        Outcome.Failure failure = SaslWorld.failure(SaslWorld.run(world.begin(FakeTls.withBoth(), mechanism), message));
        assertThat(failure.condition()).isEqualTo(SaslCondition.TEMPORARY_AUTH_FAILURE);
        assertThat(failure.account()).isEqualTo("alice@example.org");
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.MALFORMED_REQUEST);
    }
}
