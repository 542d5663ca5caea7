package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4616, and what keeps it cheap. */
@Spec(rfc = 6120)
class PlainTest {
    private final SaslWorld world = new SaslWorld();

    @Test
    void rightPasswordLogsInWithoutAdditionalData() {
        Outcome outcome = plain("\0alice\0pencil");
        assertThat(((Outcome.Success) outcome).account()).isEqualTo(Jid.valueOf("alice@example.org"));
        assertThat(SaslWorld.text(outcome)).isEmpty();
    }

    @Test
    @Section(value = "6.4.2", rules = "R79")
    void initialResponseMayComeAfterAnEmptyChallenge() {
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "PLAIN");
        assertThat(SaslWorld.text(SaslWorld.now(exchange.start()))).isEmpty();
        assertThat(SaslWorld.now(exchange.step("\0alice\0pencil".getBytes(UTF_8))))
                .isInstanceOf(Outcome.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "\0\0",
                "\0\0\0",
                "alice",
                "alice\0pencil",
                "\0alice",
                "\0alice\0",
                "\0\0pencil",
                "a\0\0b",
                "\0alice\0pencil\0",
                "\0alice\0pen\0cil",
                "alice@example.org\0alice\0pencil\0x"
            })
    @Spec(rfc = 4616)
    @Section(value = "2", rules = "R86")
    void malformedMessageIsAMalformedRequest(String message) {
        assertThat(SaslWorld.condition(plain(message))).isEqualTo(SaslCondition.MALFORMED_REQUEST);
        assertThat(world.crypto.takeCount().derivations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0alice\0Pencil",
                "\0alice\0pencil ",
                "\0bob\0pencil",
                "\0alice\0pen\u0007cil",
                "\0alice\0\uD83D\uDE00"
            })
    @Section(value = "6.5.10", rules = "R88")
    void wrongPasswordIsNotAuthorized(String message) {
        assertThat(SaslWorld.condition(plain(message))).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0alice@example.com\0pencil", "\0alice@example.org/x\0pencil", "\0al ice\0pencil"})
    void nameOfNoAccountHereIsNotAuthorizedWithAHint(String message) {
        assertThat(SaslWorld.failure(plain(message)).text()).contains("alice@example.org");
        assertThat(SaslWorld.condition(plain(message))).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    @Test
    void longestNameAndPasswordThatMustWorkDo() {
        String name = "a".repeat(255);
        String password = "\u00E9".repeat(127) + "x"; // 255 bytes
        world.accounts.put(name + "@example.org", SaslWorld.credentials(password));
        assertThat(plain('\0' + name + '\0' + password)).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void passwordThatWasRightIsNotDerivedAgain() {
        plain("\0alice\0pencil");
        assertThat(world.crypto.takeCount().derivations()).isEqualTo(1);
        assertThat(plain("\0ALICE@example.org\0pencil")).isInstanceOf(Outcome.Success.class);
        assertThat(world.crypto.takeCount().derivations()).isZero();
    }

    @Test
    void wrongPasswordIsDerivedEachTimeAndDoesNotForgetTheRightOne() {
        plain("\0alice\0pencil");
        plain("\0alice\0wrong");
        plain("\0alice\0wrong");
        assertThat(world.crypto.takeCount().derivations()).isEqualTo(3);
        assertThat(plain("\0alice\0pencil")).isInstanceOf(Outcome.Success.class);
        assertThat(world.crypto.takeCount().derivations()).isZero();
    }

    @Test
    void rememberedPasswordExpires() {
        plain("\0alice\0pencil");
        world.nanos += Duration.ofMinutes(5).toNanos() - 1;
        plain("\0alice\0pencil");
        assertThat(world.crypto.takeCount().derivations()).isEqualTo(1);
        world.nanos += 1;
        plain("\0alice\0pencil");
        assertThat(world.crypto.takeCount().derivations()).isEqualTo(1);
    }

    @Test
    void changedPasswordMakesTheRememberedOneWrongAtOnce() {
        plain("\0alice\0pencil");
        world.accounts.put("alice@example.org", SaslWorld.credentials("changed"));
        assertThat(SaslWorld.condition(plain("\0alice\0pencil"))).isEqualTo(SaslCondition.NOT_AUTHORIZED);
        assertThat(plain("\0alice\0changed")).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void deletedOrDisabledAccountIsNotLetInByWhatIsRemembered() {
        plain("\0alice\0pencil");
        world.accounts.disable("alice@example.org");
        assertThat(SaslWorld.condition(plain("\0alice\0pencil"))).isEqualTo(SaslCondition.ACCOUNT_DISABLED);
        world.accounts.delete(Jid.valueOf("alice@example.org"));
        assertThat(SaslWorld.condition(plain("\0alice\0pencil"))).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    @Test
    void rememberedPasswordsAreBounded() {
        for (String name : List.of("a", "b", "c", "d")) {
            world.accounts.put(name + "@example.org", SaslWorld.credentials("pencil"));
            assertThat(plain('\0' + name + "\0pencil")).isInstanceOf(Outcome.Success.class);
        }
        assertThat(world.rememberedPasswords()).isEqualTo(2);
    }

    @Test
    @Section(value = "6.5.11", rules = "R89")
    void fullQueueIsATemporaryFailureThatCostsNothing() {
        world.derivations = task -> {
            throw new RejectedExecutionException();
        };
        Outcome.Failure failure = SaslWorld.failure(plain("\0alice\0pencil"));
        assertThat(failure.condition()).isEqualTo(SaslCondition.TEMPORARY_AUTH_FAILURE);
        assertThat(failure.account()).isEqualTo("alice@example.org");
        assertThat(world.crypto.takeCount().derivations()).isZero();
    }

    @Test
    void derivationRunsOnTheGivenExecutorOnly() {
        List<Runnable> waiting = new ArrayList<>();
        world.derivations = waiting::add;
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "PLAIN");
        List<Outcome> outcome = new ArrayList<>();
        exchange.start("\0alice\0pencil".getBytes(UTF_8)).thenAccept(outcome::add);
        assertThat(world.crypto.takeCount().derivations()).isZero();
        assertThat(outcome).isEmpty();

        waiting.get(0).run();
        assertThat(outcome).singleElement().isInstanceOf(Outcome.Success.class);
    }

    private Outcome plain(String message) {
        return SaslWorld.run(world.begin(FakeTls.withBoth(), "PLAIN"), message);
    }
}
