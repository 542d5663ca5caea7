package im.regent.im.moved;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code moved}. */
public final class MovedFactory implements FeatureFactory<MovedSettings> {
    @Override
    public String id() {
        return "moved";
    }

    @Override
    public MovedSettings settings(Settings settings) {
        return MovedSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(283, "0.2.0")
                .without("subscription requests that carry <moved/> are left to the clients"));
    }

    @Override
    public Feature create(MovedSettings settings) {
        return new Moved(settings);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class);
    }
}
