package im.regent.core.feature;

import im.regent.core.hook.Registration;
import im.regent.core.time.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The features that take new settings while they run. Safe for every thread. */
final class Reloads {
    private static final Logger log = LoggerFactory.getLogger(Reloads.class);

    private record Reload<C>(Class<C> settings, Function<C, CompletionStage<Void>> change) {
        CompletionStage<Void> with(Object next) {
            return change.apply(settings.cast(next));
        }
    }

    private final ConcurrentHashMap<String, Reload<?>> byFeature = new ConcurrentHashMap<>();

    <C> Registration add(String id, Class<C> settings, Function<C, CompletionStage<Void>> change) {
        Reload<C> reload = new Reload<>(settings, change);
        if (byFeature.putIfAbsent(id, reload) != null) {
            throw new IllegalStateException(id + " takes new settings already");
        }
        return () -> byFeature.remove(id, reload);
    }

    /** Gives each its new settings; one that is switched off in them, or was not started, is left as it is. */
    synchronized CompletionStage<Void> with(List<Features.Configured<?>> features) {
        List<CompletionStage<Void>> changes = new ArrayList<>();
        for (Features.Configured<?> next : features) {
            Reload<?> reload = byFeature.get(next.factory().id());
            if (reload != null) {
                changes.add(change(reload, next));
            }
        }
        return Stages.all(changes);
    }

    private static CompletionStage<Void> change(Reload<?> reload, Features.Configured<?> next) {
        try {
            return reload.with(next.settings());
        } catch (RuntimeException e) {
            // The border between features: one that breaks its promise must not keep the others from changing.
            log.error("{} did not take its new settings", next.factory().id(), e);
            return CompletableFuture.failedStage(e);
        }
    }
}
