package im.regent.im.registration;

import im.regent.core.config.Secret;
import im.regent.core.feature.Passwords;
import im.regent.core.jid.Jid;
import im.regent.core.jid.Nodeprep;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.im.api.AccountChanges;
import im.regent.im.api.Departures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes accounts in the storage, and what a running server knows of them. Safe for every thread. */
record LiveAccountChanges(Accounts accounts, Passwords passwords, Departures departures, Routing routing)
        implements AccountChanges {
    @Override
    public CompletionStage<Outcome> create(Jid account, Secret password) {
        if (Nodeprep.elsewhere(account).isPresent()) {
            return CompletableFuture.completedStage(Outcome.UNREACHABLE);
        }
        // Who finds the name taken learns it at once, and costs nothing.
        return accounts.exists(account)
                .thenCompose(exists -> exists
                        ? CompletableFuture.completedStage(Outcome.EXISTS)
                        : derived(
                                password,
                                keys -> accounts.create(account, Credentials.of(keys))
                                        .thenApply(isNew -> isNew ? Outcome.DONE : Outcome.EXISTS)));
    }

    @Override
    public CompletionStage<Outcome> changePassword(Jid account, Secret password, Predicate<? super Session> stays) {
        return derived(password, keys -> updated(accounts.update(account, before -> before.with(keys))))
                .thenApply(outcome -> {
                    if (outcome == Outcome.DONE) {
                        StreamError error = StreamError.of(StreamCondition.NOT_AUTHORIZED, "the password was changed");
                        routing.sessions().of(account).stream()
                                .filter(session -> !stays.test(session))
                                .forEach((Session session) -> session.close(error));
                    }
                    return outcome;
                });
    }

    private CompletionStage<Outcome> derived(
            Secret password, Function<List<ScramKeys>, CompletionStage<Outcome>> next) {
        return passwords
                .derive(password)
                .handle((keys, failure) -> {
                    if (failure == null) {
                        return keys.map(next).orElseGet(() -> CompletableFuture.completedStage(Outcome.UNFIT_PASSWORD));
                    }
                    return Stages.cause(failure) instanceof RejectedExecutionException
                            ? CompletableFuture.completedStage(Outcome.BUSY)
                            : CompletableFuture.<Outcome>failedStage(Stages.cause(failure));
                })
                .thenCompose(outcome -> outcome);
    }

    @Override
    public CompletionStage<Outcome> disable(Jid account, boolean isDisabled) {
        return updated(accounts.update(account, before -> before.disabled(isDisabled)));
    }

    private static CompletionStage<Outcome> updated(CompletionStage<Boolean> update) {
        return update.thenApply(isThere -> isThere ? Outcome.DONE : Outcome.UNKNOWN);
    }

    @Override
    public CompletionStage<Outcome> delete(Jid account, String why) {
        return disable(account, true)
                .thenCompose(outcome ->
                        outcome == Outcome.DONE ? end(account, why) : CompletableFuture.completedStage(outcome));
    }

    private CompletionStage<Outcome> end(Jid account, String why) {
        StreamError error = StreamError.of(StreamCondition.NOT_AUTHORIZED, why);
        return Stages.all(routing.sessions().of(account).stream()
                        .map(session -> session.close(error))
                        .toList())
                .thenCompose(ended -> departures.leave(account))
                .thenCompose(left -> updated(accounts.delete(account)));
    }
}
