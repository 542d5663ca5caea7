package im.regent.im.delivery;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code delivery}. */
public final class DeliveryFactory implements FeatureFactory<DeliverySettings> {
    @Override
    public String id() {
        return "delivery";
    }

    @Override
    public DeliverySettings settings(Settings settings) {
        return DeliverySettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.rfc(6121));
    }

    @Override
    public Feature create(DeliverySettings settings) {
        return new Delivery(settings);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class, Presences.class, OfflineMessages.class);
    }

    @Override
    public Set<Class<?>> uses() {
        return Set.of(ArchiveIds.class);
    }
}
