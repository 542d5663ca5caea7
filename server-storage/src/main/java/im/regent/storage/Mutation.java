package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Rows to be written together, and what happens then. Settling runs on the writer's thread, answering on its answerer.
 *
 * @param claims settled one way or the other
 * @param answer completes the caller's stage
 * @param refusal fails the caller's stage
 */
record Mutation(
        Jid account,
        List<Row> rows,
        List<Claim<?>> claims,
        IntConsumer written,
        Runnable answer,
        Consumer<StoreException> refusal) {
    static <V, R> Mutation of(Claim<V> claim, Outcome<V, R> outcome, CompletableFuture<R> stage) {
        List<Claim<?>> claims = new ArrayList<>(outcome.others());
        claims.add(claim);
        return new Mutation(
                claim.account(),
                outcome.rows(),
                claims,
                outcome.written(),
                () -> stage.complete(outcome.result()),
                stage::completeExceptionally);
    }

    /** One that writes nothing and tells nobody. */
    static Mutation nothing() {
        return new Mutation(Jid.valueOf("invalid"), List.of(), List.of(), rows -> {}, () -> {}, failure -> {});
    }

    /** Whether nobody waits for it but those who confirm messages: it only adds to archives. */
    boolean isPatient() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.sql() == Sql.ARCHIVE);
    }

    /** Whether it was built upon a change that has failed. */
    boolean isDoomed() {
        return claims.stream().anyMatch(Claim::isBroken);
    }

    void committed(int rowCount) {
        written.accept(rowCount);
        claims.forEach(Claim::commit);
    }

    void failed() {
        claims.forEach(Claim::fail);
    }

    void release() {
        claims.forEach(Claim::release);
    }

    /** How much of the writer's room it takes. */
    int size() {
        int size = 0;
        for (Row row : rows) {
            size += row.size();
        }
        return size;
    }
}
