package im.regent.im.time;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;

/** Makes the feature {@code time}, which has no settings. */
public final class EntityTimeFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "time";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return new EntityTime();
    }
}
