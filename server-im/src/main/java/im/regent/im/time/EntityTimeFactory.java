package im.regent.im.time;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

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
    public List<Specification> specifications() {
        return List.of(Specification.xep(82, "1.1.1"), Specification.xep(202, "2.0"));
    }

    @Override
    public Feature create(Boolean settings) {
        return new EntityTime();
    }
}
