package im.regent.c2s;

import im.regent.c2s.sasl.DerivationPool;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import java.util.Set;

/** Makes the feature {@code c2s}. */
public final class ClientFeatureFactory implements FeatureFactory<ClientSettings> {
    @Override
    public String id() {
        return "c2s";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public ClientSettings settings(Settings settings) {
        return ClientSettings.read(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return ClientFeature.PROVIDED;
    }

    @Override
    public Feature create(ClientSettings settings) {
        DerivationPool derivations = DerivationPool.forThisMachine(settings.sasl());
        return new ClientFeature(settings, derivations, derivations::close);
    }
}
