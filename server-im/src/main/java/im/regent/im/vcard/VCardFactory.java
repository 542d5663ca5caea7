package im.regent.im.vcard;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code vcard}. */
public final class VCardFactory implements FeatureFactory<VCardSettings> {
    @Override
    public String id() {
        return "vcard";
    }

    @Override
    public VCardSettings settings(Settings settings) {
        return VCardSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(54, "1.3.0"));
    }

    @Override
    public Feature create(VCardSettings settings) {
        return new VCards(settings);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class);
    }
}
