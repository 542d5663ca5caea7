package im.regent.im.ping;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code ping}, which has no settings. */
public final class PingFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "ping";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(199, "2.0.1"));
    }

    @Override
    public Feature create(Boolean settings) {
        return new Ping();
    }
}
