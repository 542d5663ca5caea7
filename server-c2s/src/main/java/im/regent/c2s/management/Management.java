package im.regent.c2s.management;

import im.regent.c2s.sasl2.InlineFeature;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.BindOption;

/** Stream management (XEP-0198). */
final class Management implements Feature {
    private final ManagementSettings settings;

    Management(ManagementSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        WaitingSessions waiting = new WaitingSessions(settings.maxDetached());
        Enabling enabling = new Enabling(context, settings, waiting);
        context.offer(enabling);
        context.contribute(BindOption.class, enabling);
        context.contribute(InlineFeature.class, new InlineResumption(waiting));
        context.offer(new Resuming(waiting));
    }
}
