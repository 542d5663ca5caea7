package im.regent.im.presence;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.LastLogouts;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.roster.RosterBook;
import java.util.List;
import java.util.Set;

/** Makes the presence feature. */
public final class PresenceFactory implements FeatureFactory<PresenceSettings> {
    @Override
    public String id() {
        return "presence";
    }

    @Override
    public PresenceSettings settings(Settings settings) {
        return PresenceSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.rfc(6121), Specification.xep(203, "2.0"));
    }

    @Override
    public Feature create(PresenceSettings settings) {
        return new PresenceFeature(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Presences.class, PresenceExchange.class, LastLogouts.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class, RosterBook.class);
    }
}
