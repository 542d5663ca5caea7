package im.regent.im.caps;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.disco.DiscoNodes;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code caps}, which has no settings. */
public final class ServerCapsFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "caps";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(115, "1.6.0"));
    }

    @Override
    public Feature create(Boolean settings) {
        return new ServerCaps();
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(DiscoNodes.class);
    }
}
