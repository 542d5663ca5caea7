package im.regent.im.push;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Presences;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code push}. */
public final class PushFactory implements FeatureFactory<PushSettings> {
    @Override
    public String id() {
        return "push";
    }

    @Override
    public PushSettings settings(Settings settings) {
        return PushSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(357, "0.4.1"));
    }

    @Override
    public Feature create(PushSettings settings) {
        return new Push(settings);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Presences.class);
    }
}
