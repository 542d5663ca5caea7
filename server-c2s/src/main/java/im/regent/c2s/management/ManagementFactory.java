package im.regent.c2s.management;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code stream-management}. */
public final class ManagementFactory implements FeatureFactory<ManagementSettings> {
    @Override
    public String id() {
        return "stream-management";
    }

    @Override
    public ManagementSettings settings(Settings settings) {
        return ManagementSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(198, "1.6.3").without("the location of another host to resume at"));
    }

    @Override
    public Feature create(ManagementSettings settings) {
        return new Management(settings);
    }
}
