package im.regent.c2s.management;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a client has sent: what is handled, and what of that is safe.
 *
 * <p>Only what is safe is confirmed, and only in order: {@code h} stops in front of the first stanza of which something is
 * still on its way to the disk, while later ones are handled already. Safe for every thread.
 */
final class Received {
    /** Something of one stanza that is not safe yet. */
    private static final class Debt {
        private final long stanza;
        private boolean isPaid;

        Debt(long stanza) {
            this.stanza = stanza;
        }
    }

    private final Deque<Debt> debts = new ArrayDeque<>();
    private long handled;
    private boolean isHandling;
    private boolean hasFailed;
    private @Nullable CompletableFuture<Void> safety;

    /** Goes on with what was handled, and safe, before. */
    synchronized void restore(long before) {
        handled = before;
    }

    synchronized void receiving() {
        isHandling = true;
    }

    void handled() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            isHandling = false;
            handled++;
            waiting = waiterIfSettled();
        }
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private @Nullable CompletableFuture<Void> waiterIfSettled() {
        if (isHandling || !debts.isEmpty() && !hasFailed) {
            return null;
        }
        CompletableFuture<Void> waiting = safety;
        safety = null;
        return waiting;
    }

    /** The stanza at hand is not safe before the stage is complete; {@code paid} is told when more is safe than before. */
    void owes(CompletionStage<?> durable, Runnable paid) {
        Debt debt;
        synchronized (this) {
            debt = new Debt(isHandling ? handled + 1 : handled);
            debts.add(debt);
        }
        durable.whenComplete((done, failure) -> {
            pay(debt, failure);
            paid.run();
        });
    }

    private void pay(Debt debt, @Nullable Throwable failure) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            debt.isPaid = failure == null;
            hasFailed |= failure != null;
            while (!debts.isEmpty() && debts.element().isPaid) {
                debts.remove();
            }
            waiting = waiterIfSettled();
        }
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** How many stanzas are handled and safe, modulo 2^32. */
    synchronized long confirmed() {
        long safe = debts.isEmpty() ? handled : Math.min(handled, debts.element().stanza - 1);
        return safe % Sm.MODULUS;
    }

    /** Whether everything that is handled is safe. */
    synchronized boolean isSettled() {
        return debts.isEmpty();
    }

    /** Whether something could not be made safe: nothing after it will ever be confirmed. */
    synchronized boolean hasFailed() {
        return hasFailed;
    }

    /** Complete when nothing is at hand or on its way to the disk any more, for better or worse. */
    synchronized CompletionStage<Void> settled() {
        if (!isHandling && (debts.isEmpty() || hasFailed)) {
            return CompletableFuture.completedFuture(null);
        }
        if (safety == null) {
            safety = new CompletableFuture<>();
        }
        return safety;
    }
}
