package im.regent.c2s.sasl2;

import im.regent.c2s.login.Logins;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code sasl2}, which has no settings. */
public final class Sasl2Factory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "sasl2";
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(388, "1.0.4"));
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> context.offer(new Sasl2(context.require(Logins.class), new Extensions(context)));
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Logins.class);
    }
}
