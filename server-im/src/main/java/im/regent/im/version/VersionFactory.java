package im.regent.im.version;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

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
    public List<Specification> specifications() {
        return List.of(Specification.xep(92, "1.1"));
    }

    @Override
    public Feature create(VersionSettings settings) {
        return new Version(settings);
    }
}
