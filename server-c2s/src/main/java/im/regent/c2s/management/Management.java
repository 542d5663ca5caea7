package im.regent.c2s.management;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;

/** Stream management (XEP-0198). */
final class Management implements Feature {
    private final ManagementSettings settings;

    Management(ManagementSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        WaitingSessions waiting = new WaitingSessions(settings.maxDetached());
        context.offer(new Enabling(context, settings, waiting));
        context.offer(new Resuming(waiting));
    }
}
