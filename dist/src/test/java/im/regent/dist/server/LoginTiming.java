package im.regent.dist.server;

import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.Mechanism;
import im.regent.c2s.sasl.Outcome;
import im.regent.c2s.sasl.SaslAuthenticator;
import im.regent.c2s.sasl.SaslExchange;
import im.regent.c2s.sasl.SaslOffer;
import im.regent.c2s.sasl.SaslSettings;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.stream.TlsFacts;
import im.regent.storage.Durability;
import im.regent.storage.Storage;
import im.regent.storage.StorageSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Whether the time that a refused login takes tells which accounts exist (RFC 6120 §6.5.10), as a program. It has H2 in a
 * temporary folder, asks for accounts that exist and for some that do not, in random order, and compares the times inside the
 * server, where no network blurs them: the medians, and the largest distance of the two distributions (Kolmogorov and Smirnov),
 * which chance exceeds in one of a hundred runs where there is no difference. Argument: how many attempts of each kind, 10000
 * unless given.
 */
final class LoginTiming {
    private static final String HOST = "example.org";
    private static final int ITERATIONS = 4096;
    private static final String PROOF = "A".repeat(43) + "=";

    private final SaslAuthenticator authenticator;
    private final SaslOffer offer;
    private final PrintStream out;
    private final int attempts;

    private LoginTiming(Accounts accounts, PrintStream out, int attempts) {
        SaslSettings settings = new SaslSettings(
                EnumSet.of(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN), ITERATIONS, true, Duration.ofMinutes(5), 10, 64);
        this.authenticator = new SaslAuthenticator(
                settings, accounts, Runnable::run, new byte[32], new SecureRandom(), System::nanoTime);
        this.offer = authenticator.offer(HOST, new NoTls());
        this.out = out;
        this.attempts = attempts;
    }

    public static void main(String[] args) throws IOException, MalformedPasswordException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int attempts = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("regent-timing");
        StorageSettings settings = new StorageSettings(
                "jdbc:h2:file:" + folder.resolve("data"),
                "regent",
                new Secret(""),
                Durability.PROCESS,
                new StorageSettings.Pools(4, 2),
                64 << 20);
        try (Storage storage = Storage.open(settings, thread -> false)) {
            Accounts accounts = storage.stores().accounts();
            Credentials credentials =
                    new ScramCredentials(new SecureRandom(), ITERATIONS).derive(new Secret("a password"));
            for (int i = 0; i < attempts; i++) {
                accounts.create(Jid.valueOf("user" + i + '@' + HOST), credentials)
                        .toCompletableFuture()
                        .join();
            }
            LoginTiming timing = new LoginTiming(accounts, out, attempts);
            for (String round : new String[] {"warm-up", "measured"}) {
                out.println(round);
                timing.compare("SCRAM, one name again and again", i -> "user0", i -> "nobody", timing::scram);
                timing.compare(
                        "SCRAM, a new name each time", i -> "user" + i, i -> "nobody-" + round + i, timing::scram);
                timing.compare("PLAIN, one name again and again", i -> "user0", i -> "nobody", timing::plain);
            }
        }
    }

    private interface Login {
        /** Tries to log in with a wrong password and waits for the refusal. */
        void attempt(String user);
    }

    private void scram(String user) {
        SaslExchange exchange = authenticator.begin(offer, "SCRAM-SHA-256");
        Outcome challenge = await(exchange.start(("n,,n=" + user + ",r=abcdefgh").getBytes(StandardCharsets.UTF_8)));
        String text = new String(((Outcome.Challenge) challenge).data(), StandardCharsets.UTF_8);
        String nonce = text.substring(2, text.indexOf(','));
        String last = "c=biws,r=" + nonce + ",p=" + PROOF;
        refused(await(exchange.step(last.getBytes(StandardCharsets.UTF_8))));
    }

    private void plain(String user) {
        byte[] message = ('\0' + user + "\0wrong").getBytes(StandardCharsets.UTF_8);
        refused(await(authenticator.begin(offer, "PLAIN").start(message)));
    }

    private static Outcome await(CompletionStage<Outcome> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void refused(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failure)) {
            throw new IllegalStateException("not refused: " + outcome);
        }
    }

    private void compare(String what, IntFunction<String> known, IntFunction<String> unknown, Login login) {
        long[] ofKnown = new long[attempts];
        long[] ofUnknown = new long[attempts];
        Random random = new Random(1);
        for (int i = 0; i < attempts; i++) {
            boolean isKnownFirst = random.nextBoolean();
            if (isKnownFirst) {
                ofKnown[i] = nanos(login, known.apply(i));
            }
            ofUnknown[i] = nanos(login, unknown.apply(i));
            if (!isKnownFirst) {
                ofKnown[i] = nanos(login, known.apply(i));
            }
        }
        Arrays.sort(ofKnown);
        Arrays.sort(ofUnknown);
        out.printf(
                "  %-32s median %.1f µs / %.1f µs, 90%% %.1f / %.1f, distance %.4f (chance: %.4f)%n",
                what,
                ofKnown[attempts / 2] / 1e3,
                ofUnknown[attempts / 2] / 1e3,
                ofKnown[attempts * 9 / 10] / 1e3,
                ofUnknown[attempts * 9 / 10] / 1e3,
                distance(ofKnown, ofUnknown),
                1.628 * Math.sqrt(2.0 / attempts));
    }

    private static long nanos(Login login, String user) {
        long start = System.nanoTime();
        login.attempt(user);
        return System.nanoTime() - start;
    }

    /** The largest difference between the two distribution functions. */
    private static double distance(long[] one, long[] other) {
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < one.length && j < other.length) {
            long next = Math.min(one[i], other[j]);
            while (i < one.length && one[i] <= next) {
                i++;
            }
            while (j < other.length && other[j] <= next) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / one.length - (double) j / other.length));
        }
        return largest;
    }

    /** TLS that nothing can be bound to. */
    private record NoTls() implements TlsFacts {
        @Override
        public String protocol() {
            return "TLSv1.3";
        }

        @Override
        public String cipher() {
            return "";
        }

        @Override
        public Optional<String> requestedHost() {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> channelBinding(String type) {
            return Optional.empty();
        }
    }
}
