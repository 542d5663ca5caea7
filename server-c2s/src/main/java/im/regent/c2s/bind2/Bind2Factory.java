package im.regent.c2s.bind2;

import im.regent.c2s.binding.Binder;
import im.regent.c2s.login.InstallationSecret;
import im.regent.c2s.sasl2.InlineFeature;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code bind2}, which has no settings. */
public final class Bind2Factory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "bind2";
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(386, "1.1.0").without("offline messages still come to clients without an archive"));
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> context.contribute(
                InlineFeature.class,
                new InlineBinding(
                        context,
                        context.require(Binder.class),
                        new Resources(context.routing(), context.require(InstallationSecret.class))));
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Binder.class, InstallationSecret.class);
    }
}
