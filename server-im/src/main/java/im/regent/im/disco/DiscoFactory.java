package im.regent.im.disco;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.im.api.OwnNodes;
import im.regent.im.api.Rosters;
import java.util.Set;

/** Makes the feature {@code disco}, which has no settings. */
public final class DiscoFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "disco";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return new Disco();
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(DiscoNodes.class, OwnNodes.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class);
    }
}
