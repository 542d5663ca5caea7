package im.regent.im.version;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;

/** Makes the feature {@code version}. */
public final class VersionFactory implements FeatureFactory<VersionSettings> {
    @Override
    public String id() {
        return "version";
    }

    @Override
    public VersionSettings settings(Settings settings) {
        return VersionSettings.read(settings);
    }

    @Override
    public Feature create(VersionSettings settings) {
        return new Version(settings);
    }
}
