package im.regent.c2s.clientstate;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code client-state}. */
public final class ClientStateFactory implements FeatureFactory<ClientStateSettings> {
    @Override
    public String id() {
        return "client-state";
    }

    @Override
    public ClientStateSettings settings(Settings settings) {
        return ClientStateSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(352, "1.0.0"));
    }

    @Override
    public Feature create(ClientStateSettings settings) {
        return new ClientState(settings);
    }
}
