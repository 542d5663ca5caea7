package im.regent.im.carbons;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.Presences;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code carbons}. */
public final class CarbonsFactory implements FeatureFactory<CarbonsSettings> {
    @Override
    public String id() {
        return "carbons";
    }

    @Override
    public CarbonsSettings settings(Settings settings) {
        return CarbonsSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(280, "1.0.1"));
    }

    @Override
    public Feature create(CarbonsSettings settings) {
        return new Carbons(settings);
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
