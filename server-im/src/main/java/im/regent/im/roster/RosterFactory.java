package im.regent.im.roster;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the roster feature. */
public final class RosterFactory implements FeatureFactory<RosterSettings> {
    @Override
    public String id() {
        return "roster";
    }

    @Override
    public RosterSettings settings(Settings settings) {
        return RosterSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.rfc(6121));
    }

    @Override
    public Feature create(RosterSettings settings) {
        return new RosterFeature(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Rosters.class, RosterBook.class);
    }
}
