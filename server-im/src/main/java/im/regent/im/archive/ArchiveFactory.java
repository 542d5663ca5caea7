package im.regent.im.archive;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.Rosters;
import java.util.List;
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
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(59, "1.0").without("pages by index, and counts"),
                Specification.xep(313, "1.1.3").without("messages of rooms are not archived"),
                Specification.xep(334, "1.0.0"),
                Specification.xep(359, "0.7.0"),
                Specification.xep(441, "0.2.0").without("its ad-hoc command"));
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
