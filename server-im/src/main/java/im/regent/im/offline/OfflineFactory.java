package im.regent.im.offline;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code offline}. */
public final class OfflineFactory implements FeatureFactory<OfflineSettings> {
    @Override
    public String id() {
        return "offline";
    }

    @Override
    public OfflineSettings settings(Settings settings) {
        return OfflineSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(160, "1.0.1"));
    }

    @Override
    public Feature create(OfflineSettings settings) {
        return new Offline(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(OfflineMessages.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Presences.class);
    }

    @Override
    public Set<Class<?>> uses() {
        return Set.of(ArchiveIds.class);
    }
}
