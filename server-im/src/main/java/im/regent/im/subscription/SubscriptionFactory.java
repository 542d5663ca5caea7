package im.regent.im.subscription;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import java.util.Set;

/** Makes the subscription feature, which has no settings. */
public final class SubscriptionFactory implements FeatureFactory<SubscriptionFactory.NoSettings> {
    /** Nothing to set. */
    public record NoSettings() {}

    @Override
    public String id() {
        return "subscription";
    }

    @Override
    public NoSettings settings(Settings settings) {
        return new NoSettings();
    }

    @Override
    public Feature create(NoSettings settings) {
        return new SubscriptionFeature();
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class, RosterBook.class, Presences.class, PresenceExchange.class);
    }
}
