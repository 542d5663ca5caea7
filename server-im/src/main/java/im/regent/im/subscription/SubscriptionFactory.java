package im.regent.im.subscription;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Departures;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import java.util.List;
import java.util.Set;

/** Makes the subscription feature, which has no settings. */
public final class SubscriptionFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "subscription";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.rfc(6121));
    }

    @Override
    public Feature create(Boolean settings) {
        return new SubscriptionFeature();
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(Departures.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class, RosterBook.class, Presences.class, PresenceExchange.class);
    }
}
