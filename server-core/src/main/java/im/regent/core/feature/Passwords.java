package im.regent.core.feature;

import im.regent.core.config.Secret;
import im.regent.core.store.ScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Turns passwords into what the server keeps of them; provided by whoever checks them at logins. Safe for every thread. */
@FunctionalInterface
public interface Passwords {
    /**
     * Derives the keys of a new password, away from the event loops.
     *
     * @return empty if it can be nobody's password (RFC 4013); fails with {@link
     *     java.util.concurrent.RejectedExecutionException} when too many are being derived
     */
    CompletionStage<Optional<List<ScramKeys>>> derive(Secret password);
}
