package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.store.Credentials;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody learns from a login which accounts exist (RFC 6120 §6.5.10). */
@Spec(rfc = 6120)
class UnknownUserTest {
    private final SaslWorld world = new SaslWorld();

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    @Section(value = "6.5.10", rules = "R88")
    void challengesLookAlikeAndDoNotChange(String mechanism) {
        String known = challenge(mechanism, "alice");
        String unknown = challenge(mechanism, "nobody");
        String shape = "r=x3rfcNHYJY1ZVvWVs7j,s=[A-Za-z0-9+/]{22}==,i=4096";
        assertThat(known).matches(shape).isEqualTo(challenge(mechanism, "ALICE"));
        assertThat(unknown).matches(shape).isEqualTo(challenge(mechanism, "NoBody"));
        assertThat(unknown).isNotEqualTo(known);
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void saltsOfUnknownUsersDifferByNameHostHashAndSecret() {
        Set<String> salts = new HashSet<>();
        for (String mechanism : List.of("SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512")) {
            salts.add(salt(challenge(mechanism, "nobody")));
            salts.add(salt(challenge(mechanism, "nobody2")));
        }
        SaslAuthenticator authenticator = world.authenticator();
        SaslOffer otherHost = authenticator.offer("example.com", FakeTls.withBoth());
        salts.add(
                salt(SaslWorld.text(SaslWorld.run(authenticator.begin(otherHost, "SCRAM-SHA-1"), "n,,n=nobody,r=x"))));
        Keyring otherSecret = new Keyring(world.accounts, world.crypto, "another secret".getBytes(UTF_8), 4096);
        SaslAuthenticator other = new SaslAuthenticator(
                world.settings,
                world.crypto,
                otherSecret,
                new VerifiedPasswords(world.crypto, new SecureRandom(), 1, Duration.ZERO, () -> 0),
                Runnable::run,
                () -> "y");
        SaslOffer offer = other.offer(SaslWorld.HOST, FakeTls.withBoth());
        salts.add(salt(SaslWorld.text(SaslWorld.run(other.begin(offer, "SCRAM-SHA-1"), "n,,n=nobody,r=x"))));
        assertThat(salts).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    @Section(value = "6.5.10", rules = "R88")
    void unknownUserAndWrongPasswordCostAndSayTheSame(String mechanism) {
        String digest = mechanism.substring("SCRAM-".length());
        assertSame(
                () -> new ScriptedClient(digest, "n,,", "n=alice,r=x", "wrong")
                        .logIn(world, FakeTls.withBoth(), mechanism),
                () -> new ScriptedClient(digest, "n,,", "n=nobody,r=x", "wrong")
                        .logIn(world, FakeTls.withBoth(), mechanism));
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void unknownUserAndWrongPasswordCostAndSayTheSameWithPlain() {
        assertSame(() -> plain("alice", "wrong"), () -> plain("nobody", "wrong"));
        assertSame(() -> plain("alice", "b\u0007d"), () -> plain("nobody", "b\u0007d"));
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void rememberedPasswordDoesNotMakeTheAccountStandOut() {
        assertThat(plain("alice", SaslWorld.PASSWORD)).isInstanceOf(Outcome.Success.class);
        world.crypto.takeCount();
        assertSame(() -> plain("alice", "wrong"), () -> plain("nobody", "wrong"));
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void accountWithoutKeysForTheHashLooksUnknown() {
        Credentials old =
                Credentials.of(List.of(SaslWorld.keys(ScramHash.SHA_1, SaslWorld.PASSWORD, "QSXCR+Q6sek8bf92", 4096)));
        world.accounts.put("old@example.org", old);
        assertSame(
                () -> ScriptedClient.sha256("n,,", "n=old,r=x").logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256"),
                () -> ScriptedClient.sha256("n,,", "n=nobody,r=x").logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256"));
        assertThat(plain("old", SaslWorld.PASSWORD)).isInstanceOf(Outcome.Success.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_DISABLED", "CREDENTIALS_EXPIRED"})
    @Section(value = "6.5.2", rules = "R83")
    void refusalOfTheAccountIsToldToItsOwnerOnly(SaslCondition refusal) {
        if (refusal == SaslCondition.ACCOUNT_DISABLED) {
            world.accounts.disable("alice@example.org");
        }
        world.accounts.expire("alice@example.org");
        assertSame(() -> plain("alice", "wrong"), () -> plain("nobody", "wrong"));
        assertSame(
                () -> new ScriptedClient("SHA-256", "n,,", "n=alice,r=x", "wrong")
                        .logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256"),
                () -> new ScriptedClient("SHA-256", "n,,", "n=nobody,r=x", "wrong")
                        .logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256"));

        assertThat(SaslWorld.condition(plain("alice", SaslWorld.PASSWORD))).isEqualTo(refusal);
        // The second time the password is remembered.
        assertThat(SaslWorld.condition(plain("alice", SaslWorld.PASSWORD))).isEqualTo(refusal);
        assertThat(SaslWorld.condition(
                        ScriptedClient.sha256("n,,", "n=alice,r=x").logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256")))
                .isEqualTo(refusal);
    }

    @Test
    @Section(value = "6.5.10", rules = "R88")
    void keysOfAStandInAreNeverRight() {
        // The stand-in's stored key is all zeros: a client that "knew" it must still fail.
        Outcome outcome = SaslWorld.run(
                world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256"),
                "n,,n=nobody,r=x",
                "c=biws,r=x" + world.serverNonce + ",p=" + "A".repeat(43) + "=");
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    private interface Login {
        Outcome run();
    }

    private void assertSame(Login known, Login unknown) {
        Outcome.Failure first = SaslWorld.failure(known.run());
        CountingCrypto.Count firstCount = world.crypto.takeCount();
        Outcome.Failure second = SaslWorld.failure(unknown.run());
        CountingCrypto.Count secondCount = world.crypto.takeCount();

        assertThat(second.condition()).isEqualTo(SaslCondition.NOT_AUTHORIZED).isEqualTo(first.condition());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(secondCount).isEqualTo(firstCount);
        assertThat(secondCount.hmacs()).isPositive();
    }

    private Outcome plain(String name, String password) {
        String message = '\0' + name + '\0' + password;
        return SaslWorld.run(world.begin(FakeTls.withBoth(), "PLAIN"), message);
    }

    private String challenge(String mechanism, String name) {
        return SaslWorld.text(SaslWorld.run(world.begin(FakeTls.withoutBinding(), mechanism), "n,,n=" + name + ",r=x"));
    }

    private static String salt(String challenge) {
        return challenge.replaceFirst(".*,s=([^,]*),.*", "$1");
    }
}
