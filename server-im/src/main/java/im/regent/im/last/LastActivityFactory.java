package im.regent.im.last;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.LastLogouts;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code last-activity}, which has no settings. */
public final class LastActivityFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "last-activity";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(12, "2.0"));
    }

    @Override
    public Feature create(Boolean settings) {
        return new LastActivity();
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(LastLogouts.class, Presences.class, Rosters.class);
    }
}
