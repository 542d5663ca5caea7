package im.regent.c2s.management;

import im.regent.c2s.sasl2.InlineFeature;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.BindOption;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stream management (XEP-0198). */
final class Management implements Feature {
    private final ManagementSettings settings;
    private @Nullable Saving saving;
    private @Nullable Revival revival;

    Management(ManagementSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        WaitingSessions waiting = new WaitingSessions(settings.maxDetached(), settings.maxTotalBytes());
        Enabling enabling = new Enabling(context, settings, waiting);
        context.offer(enabling);
        context.contribute(BindOption.class, enabling);
        context.contribute(InlineFeature.class, new InlineResumption(waiting));
        context.offer(new Resuming(waiting));
        SavedSessions shelf = new SavedSessions(context.stores());
        saving = new Saving(context, settings, waiting, shelf);
        revival = new Revival(context, settings, waiting, shelf);
    }

    @Override
    public CompletionStage<Void> revive() {
        return revival == null ? Stages.done() : revival.run();
    }

    @Override
    public CompletionStage<Void> suspend() {
        return saving == null ? Stages.done() : saving.run();
    }
}
