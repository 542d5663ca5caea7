package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages bent at random: no exception, no login without the right password, and storage is never blamed for it. */
class SaslFuzzTest {
    private static final int ROUNDS = 4000;
    private static final List<byte[]> PIECES = List.of(
            bytes("n,,"),
            bytes("y,,"),
            bytes("p=tls-exporter,,"),
            bytes("n=alice"),
            bytes(",r="),
            bytes("a=alice@example.org"),
            bytes("a=bob@example.org"),
            bytes("=2C"),
            bytes("="),
            bytes(","),
            bytes("c=biws,"),
            bytes("p="),
            bytes("m=1"),
            bytes("\0"),
            bytes("\0alice\0pencil"),
            bytes("\uD83D\uDE00\u00AD\u0627"),
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xFF},
            new byte[64]);

    private final SaslWorld world = new SaslWorld();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bentFinalMessageNeverLogsIn(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            boolean binds = random.nextBoolean();
            ScriptedClient client = binds
                    ? ScriptedClient.sha256("p=tls-exporter,,", "n=alice,r=x").bindingData(FakeTls.EXPORTER)
                    : ScriptedClient.sha256("n,,", "n=alice,r=x");
            SaslExchange exchange = world.begin(FakeTls.withBoth(), binds ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256");
            String challenge = SaslWorld.text(SaslWorld.run(exchange, client.first()));
            byte[] right = cachedLast(client, challenge, binds);
            byte[] bent = bend(right, random);

            Outcome outcome = SaslWorld.now(exchange.step(bent));
            assertThat(outcome instanceof Outcome.Success)
                    .as(() -> describe(seed, bent))
                    .isEqualTo(Arrays.equals(right, bent));
            assertNotBlamedOnStorage(outcome, seed, bent);
        }
    }

    private byte[] last = {};
    private byte[] lastBound = {};

    /** The nonce of the tests is fixed, so the right message is always the same. */
    private byte[] cachedLast(ScriptedClient client, String challenge, boolean binds) {
        byte[] known = binds ? lastBound : last;
        if (known.length == 0) {
            known = bytes(client.last(challenge));
            if (binds) {
                lastBound = known;
            } else {
                last = known;
            }
        }
        return known;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bentFirstMessageNeverLogsInByItself(long seed) {
        Random random = new Random(seed);
        byte[] right = bytes("n,a=alice@example.org,n=alice,r=abcdef,k=v");
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bent = bend(right, random);
            Outcome outcome =
                    SaslWorld.now(world.begin(FakeTls.withBoth(), "SCRAM-SHA-1").start(bent));
            assertThat(outcome).as(() -> describe(seed, bent)).isNotInstanceOf(Outcome.Success.class);
            assertNotBlamedOnStorage(outcome, seed, bent);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bentPlainMessageLogsInOnlyWithNameAndPassword(long seed) {
        Random random = new Random(seed);
        byte[] right = bytes("\0alice\0pencil");
        for (int i = 0; i < ROUNDS / 10; i++) {
            byte[] bent = bend(right, random);
            Outcome outcome =
                    SaslWorld.now(world.begin(FakeTls.withBoth(), "PLAIN").start(bent));
            if (outcome instanceof Outcome.Success) {
                // What case mapping and SASLprep make of the same letters is the same name and password.
                assertThat(new String(bent, UTF_8))
                        .as(() -> describe(seed, bent))
                        .matches("(?is)(alice@.*)?\0alice.*\0.*pencil.*");
            }
            assertNotBlamedOnStorage(outcome, seed, bent);
        }
    }

    private static void assertNotBlamedOnStorage(Outcome outcome, long seed, byte[] message) {
        if (outcome instanceof Outcome.Failure failure) {
            assertThat(failure.condition())
                    .as(() -> describe(seed, message))
                    .isNotEqualTo(SaslCondition.TEMPORARY_AUTH_FAILURE);
        }
    }

    private static String describe(long seed, byte[] message) {
        return "seed " + seed + ": " + new String(message, UTF_8);
    }

    private static byte[] bend(byte[] message, Random random) {
        byte[] bent = message;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bent.length + 1);
            byte[] piece = PIECES.get(random.nextInt(PIECES.size()));
            bent = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(bent, at);
                case 1 -> splice(bent, at, Math.min(bent.length, at + 1 + random.nextInt(4)), new byte[0]);
                case 2 -> splice(bent, at, at, piece);
                case 3 -> splice(bent, at, Math.min(bent.length, at + 1), new byte[] {(byte) random.nextInt(256)});
                default -> splice(bent, at, Math.min(bent.length, at + piece.length), piece);
            };
        }
        return bent;
    }

    private static byte[] splice(byte[] message, int from, int to, byte[] piece) {
        byte[] result = new byte[from + piece.length + message.length - to];
        System.arraycopy(message, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(message, to, result, from + piece.length, message.length - to);
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
