package im.regent.c2s;

import im.regent.c2s.sasl.DerivationPool;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;
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
    public List<Specification> specifications() {
        return List.of(
                Specification.rfc(6120),
                Specification.rfc(7590),
                Specification.rfc(7622),
                Specification.xep(178, "1.2"),
                Specification.xep(368, "1.1.0"),
                Specification.xep(440, "1.0.0"),
                Specification.xep(474, "0.5.0"),
                Specification.xep(478, "0.2.0"));
    }

    @Override
    public Feature create(ClientSettings settings) {
        DerivationPool derivations = DerivationPool.forThisMachine(settings.sasl());
        return new ClientFeature(settings, derivations, derivations::close);
    }
}
