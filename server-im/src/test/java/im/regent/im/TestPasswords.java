package im.regent.im;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Passwords;
import im.regent.core.store.ScramKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Keeps passwords as they are, in the place of the module that checks them at logins. */
public final class TestPasswords implements FeatureFactory<Boolean> {
    /** A password that cannot be one. */
    public static final String UNFIT = "unfit for everybody";

    /** A password for which there is no time. */
    public static final String TOO_MUCH = "too much work at once";

    /** What is kept of a password. */
    public static List<ScramKeys> keys(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return List.of(new ScramKeys("SHA-1", bytes, 1, bytes, bytes));
    }

    @Override
    public String id() {
        return "test-passwords";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Passwords.class);
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> context.provide(Passwords.class, password -> switch (password.reveal()) {
            case UNFIT -> CompletableFuture.completedStage(Optional.empty());
            case TOO_MUCH -> CompletableFuture.failedStage(new RejectedExecutionException("full"));
            default -> CompletableFuture.completedStage(Optional.of(keys(password.reveal())));
        });
    }
}
