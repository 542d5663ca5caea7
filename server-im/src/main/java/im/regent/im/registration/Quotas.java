package im.regent.im.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each address has tried to make an account, and has made one, in its present window. Knows a bounded number of
 * addresses: when all are in use, new ones have to wait until the oldest window is over. Safe for every thread.
 */
final class Quotas {
    static final int MAX_ADDRESSES = 10_000;

    private record Used(long since, int attempts, int accounts) {}

    private final RegistrationSettings settings;
    private final LongSupplier nanoTime;
    /** In the order in which their windows began. */
    private final Map<String, Used> used = new LinkedHashMap<>();

    Quotas(RegistrationSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Counts an attempt; returns whether it may go on. */
    synchronized boolean tries(String address) {
        forgetOld();
        Used before = used.get(address);
        if (before == null && used.size() >= MAX_ADDRESSES) {
            return false;
        }
        Used now = before == null ? new Used(nanoTime.getAsLong(), 0, 0) : before;
        boolean isAllowed = now.attempts() < settings.maxAttempts() && now.accounts() < settings.maxAccounts();
        if (isAllowed) {
            used.put(address, new Used(now.since(), now.attempts() + 1, now.accounts() + 1));
        }
        return isAllowed;
    }

    /** An attempt that was counted has made no account: the place is free again. */
    synchronized void failed(String address) {
        used.computeIfPresent(
                address,
                (key, before) -> new Used(before.since(), before.attempts(), Math.max(0, before.accounts() - 1)));
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        used.values().removeIf(each -> now - each.since() >= settings.window().toNanos());
    }
}
