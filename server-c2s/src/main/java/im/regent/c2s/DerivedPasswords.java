package im.regent.c2s;

import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.feature.Passwords;
import im.regent.core.store.ScramKeys;
import im.regent.core.time.Stages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Derives the keys of new passwords where those of logins are derived, so that both share one bound. */
record DerivedPasswords(ScramCredentials scram, Executor workers) implements Passwords {
    @Override
    public CompletionStage<Optional<List<ScramKeys>>> derive(Secret password) {
        return scram.derive(password, workers)
                .thenApply(credentials -> Optional.of(credentials.keys()))
                .exceptionallyCompose(failure -> Stages.cause(failure) instanceof MalformedPasswordException
                        ? CompletableFuture.completedStage(Optional.empty())
                        : CompletableFuture.failedStage(Stages.cause(failure)));
    }
}
