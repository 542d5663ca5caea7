package im.regent.c2s.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What guessing of passwords meets.
 *
 * <p>An address that fails too often is refused for a while. An account at which somebody guesses is not: XEP-0205 §3 warns
 * that this would lock out its owner. But the answers to an account's failures come later and later, whether there is such an
 * account or not; a login that succeeds never waits.
 *
 * <p>Remembers a bounded number of addresses and accounts, each for a bounded time. Safe for every thread.
 */
public final class FailedLogins {
    private static final int MAX_REMEMBERED = 100_000;
    private static final int MAX_DOUBLINGS = 20;

    /** The failures of one address since the first of them, or since the one that was too many. */
    private record Failures(int count, long since, boolean isBlocked) {}

    private final FailedLoginSettings settings;
    private final LongSupplier nanoTime;
    private final Cache<String, Failures> byNetwork;
    private final Cache<String, Integer> byAccount;

    /** @param nanoTime a monotonic clock */
    public FailedLogins(FailedLoginSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        Duration longest =
                settings.within().compareTo(settings.blockFor()) > 0 ? settings.within() : settings.blockFor();
        this.byNetwork = cache().expireAfterWrite(longest).build();
        this.byAccount = cache().expireAfterWrite(settings.within()).build();
    }

    private Caffeine<Object, Object> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run);
    }

    /** Whether logins from there are refused for now. */
    boolean isBlocked(String network) {
        Failures failures = byNetwork.getIfPresent(network);
        return failures != null && failures.isBlocked() && isWithin(settings.blockFor(), failures);
    }

    private boolean isWithin(Duration span, Failures failures) {
        return nanoTime.getAsLong() - failures.since() < span.toNanos();
    }

    /** Counts a failure; returns whether it is the one that blocks the address. */
    boolean blocks(String network) {
        Failures after = byNetwork.asMap().compute(network, (key, before) -> next(before));
        return after.isBlocked() && after.count() == settings.max();
    }

    private Failures next(@Nullable Failures before) {
        long now = nanoTime.getAsLong();
        Failures open =
                before == null || !isWithin(before.isBlocked() ? settings.blockFor() : settings.within(), before)
                        ? new Failures(0, now, false)
                        : before;
        int count = open.count() + 1;
        return open.isBlocked() || count < settings.max()
                ? new Failures(count, open.since(), open.isBlocked())
                : new Failures(count, now, true);
    }

    /**
     * An account has logged in. Clients try one mechanism after the other: what failed before on the same stream was its owner.
     *
     * @param failures of this account on the stream
     */
    void succeeded(Optional<String> network, String account, int failures) {
        byAccount.invalidate(account);
        network.ifPresent(key -> byNetwork
                .asMap()
                .computeIfPresent(
                        key,
                        (same, before) -> before.isBlocked()
                                ? before
                                : new Failures(Math.max(0, before.count() - failures), before.since(), false)));
    }

    /** Counts a failure of an account, real or not; returns how long the answer has to wait. */
    Duration delay(String account) {
        int tooMany = byAccount.asMap().merge(account, 1, Integer::sum) - settings.undelayed();
        if (tooMany <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = settings.delay().multipliedBy(1L << Math.min(tooMany - 1, MAX_DOUBLINGS));
        return doubled.compareTo(settings.maxDelay()) > 0 ? settings.maxDelay() : doubled;
    }
}
