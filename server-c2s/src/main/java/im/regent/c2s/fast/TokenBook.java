package im.regent.c2s.fast;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.c2s.login.PasswordPrints;
import im.regent.c2s.sasl.Tokens;
import im.regent.c2s.sasl2.Authentication;
import im.regent.c2s.sasl2.UserAgent;
import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.Maps;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives tokens out, and takes them back. Safe for every thread. */
final class TokenBook {
    private static final int SALT_BYTES = 16;
    /** A client has two tokens at most: what a login costs must not tell how many there are. */
    private static final int TRIES = 2;

    /** A token, and until when it is good. */
    record Issued(String token, Instant expiry) {
        /** Shows no token. */
        @Override
        public String toString() {
            return "Issued[" + expiry + "]";
        }
    }

    private final Accounts accounts;
    private final Maps<Device> devices;
    private final TokenMint mint;
    private final FastSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    TokenBook(Accounts accounts, Maps<Device> devices, TokenMint mint, FastSettings settings, InstantSource clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.mint = mint;
        this.settings = settings;
        this.clock = clock;
    }

    /** Uses a token, if the client has proved that it has one. */
    CompletionStage<Tokens.Use> use(Jid account, TokenUse use, Predicate<byte[]> isProved) {
        return accounts.credentials(account)
                .thenCombine(devices.get(account), (credentials, known) -> {
                    Optional<Token> token =
                            proved(account, use, Optional.ofNullable(known.get(use.device())), isProved);
                    return token.isPresent() && credentials.isPresent()
                            ? use(account, use, token.get(), credentials.get())
                            : CompletableFuture.completedFuture(Tokens.Use.refused(Tokens.Fate.WRONG));
                })
                .thenCompose(stage -> stage);
    }

    /** The newest one first: a client that has got it uses it. */
    private Optional<Token> proved(Jid account, TokenUse use, Optional<Device> device, Predicate<byte[]> isProved) {
        List<Token> candidates = device.map(Device::tokens).orElse(List.of()).stream()
                .filter(token -> token.mechanism().equals(use.mechanism()))
                .sorted(Comparator.comparing(Token::expiry).reversed())
                .toList();
        @Nullable Token found = null;
        for (int i = 0; i < TRIES; i++) {
            Token candidate = i < candidates.size() ? candidates.get(i) : null;
            String secret = candidate == null
                    ? mint.standIn(account, use.device())
                    : mint.token(account, use.device(), candidate);
            boolean isRight = isProved.test(secret.getBytes(UTF_8));
            found = isRight && candidate != null && found == null ? candidate : found;
        }
        return Optional.ofNullable(found);
    }

    private CompletionStage<Tokens.Use> use(Jid account, TokenUse use, Token token, Credentials credentials) {
        if (credentials.isDisabled()) {
            return CompletableFuture.completedFuture(Tokens.Use.refused(Tokens.Fate.DISABLED));
        }
        Instant moment = clock.instant();
        if (credentials.isExpired() || !moment.isBefore(token.expiry()) || !TokenMint.isOf(credentials, token)) {
            return CompletableFuture.completedFuture(Tokens.Use.refused(Tokens.Fate.EXPIRED));
        }
        boolean[] isTaken = {false};
        return devices.update(account, before -> {
                    Optional<Device> device = Optional.ofNullable(before.get(use.device()));
                    // Whoever sends the same again at the same moment comes second here.
                    isTaken[0] = device.flatMap(known -> known.find(token.salt()))
                            .filter(kept -> kept.takes(use.count()))
                            .isPresent();
                    return isTaken[0] ? after(before, use, device.orElseThrow(), token) : before;
                })
                .thenApply(after -> isTaken[0]
                        ? new Tokens.Use(
                                Tokens.Fate.RIGHT,
                                mint.token(account, use.device(), token).getBytes(UTF_8),
                                now -> TokenMint.isOf(now, token))
                        : Tokens.Use.refused(Tokens.Fate.WRONG));
    }

    private Map<String, Device> after(Map<String, Device> before, TokenUse use, Device device, Token token) {
        Map<String, Device> after = new HashMap<>(before);
        if (use.isLast()) {
            after.remove(use.device());
        } else {
            after.put(use.device(), device.used(token, use.count(), clock.instant()));
        }
        return after;
    }

    /** Whether the token that a client has just used is due for rotation. */
    CompletionStage<Boolean> isDue(Jid account, String device) {
        Instant oldest = clock.instant().minus(settings.rotateAfter());
        return devices.get(account)
                .thenApply(
                        known -> Optional.ofNullable(known.get(device)).map(Device::tokens).orElse(List.of()).stream()
                                .anyMatch(token ->
                                        token.isUsed() && !token.issued().isAfter(oldest)));
    }

    /** Gives a new token to a client; empty if the account is gone, or has another password than the client has proved. */
    CompletionStage<Optional<Issued>> issue(Authentication authentication, String mechanism) {
        Jid account = authentication.account();
        UserAgent agent = authentication.request().userAgent();
        return accounts.credentials(account)
                .thenCompose(credentials -> credentials
                        .filter(authentication.proof()::isOf)
                        .map(now -> issue(account, agent, fresh(mechanism, now), now))
                        .orElse(CompletableFuture.completedFuture(Optional.empty())));
    }

    private Token fresh(String mechanism, Credentials credentials) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Instant now = clock.instant();
        return new Token(
                HexFormat.of().formatHex(salt),
                mechanism,
                now,
                now.plus(settings.lifetime()),
                Token.NO_COUNT,
                false,
                PasswordPrints.of(credentials));
    }

    private CompletionStage<Optional<Issued>> issue(
            Jid account, UserAgent agent, Token fresh, Credentials credentials) {
        return devices.update(account, before -> {
                    Map<String, Device> after = new HashMap<>(before);
                    after.values().removeIf(device -> !device.isOf(credentials));
                    Device device = after.getOrDefault(agent.id(), Device.of(agent, fresh.issued()));
                    after.put(agent.id(), device.with(fresh, agent));
                    return limited(after, agent.id());
                })
                .thenApply(after -> Optional.of(new Issued(mint.token(account, agent.id(), fresh), fresh.expiry())));
    }

    private Map<String, Device> limited(Map<String, Device> known, String newest) {
        while (known.size() > settings.maxDevices()) {
            known.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(newest))
                    .min(Map.Entry.comparingByValue(Comparator.comparing(Device::lastSeen)))
                    .ifPresent(oldest -> known.remove(oldest.getKey()));
        }
        return known;
    }
}
