package im.regent.im.archive;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.Rosters;
import java.util.Set;

/** Makes the feature {@code archive}. */
public final class ArchiveFactory implements FeatureFactory<ArchiveSettings> {
    @Override
    public String id() {
        return "archive";
    }

    @Override
    public ArchiveSettings settings(Settings settings) {
        return ArchiveSettings.read(settings);
    }

    @Override
    public Feature create(ArchiveSettings settings) {
        return new MessageArchive(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(ArchiveIds.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class);
    }
}
