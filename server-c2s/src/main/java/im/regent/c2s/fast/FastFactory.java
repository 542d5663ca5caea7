package im.regent.c2s.fast;

import im.regent.c2s.login.InstallationSecret;
import im.regent.c2s.login.Logins;
import im.regent.c2s.sasl2.InlineFeature;
import im.regent.c2s.sasl2.MechanismSource;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code fast}. */
public final class FastFactory implements FeatureFactory<FastSettings> {
    @Override
    public String id() {
        return "fast";
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(484, "0.2.0").without("0-RTT"));
    }

    @Override
    public FastSettings settings(Settings settings) {
        return FastSettings.read(settings);
    }

    @Override
    public Feature create(FastSettings settings) {
        return context -> start(context, settings);
    }

    private static void start(FeatureContext context, FastSettings settings) {
        TokenMint mint = new TokenMint(context.require(InstallationSecret.class), settings.key());
        TokenBook book = new TokenBook(
                context.stores().accounts(), TokenDevices.open(context.stores()), mint, settings, context.clock());
        Fast fast = new Fast(context.require(Logins.class), book);
        context.contribute(InlineFeature.class, fast);
        context.contribute(MechanismSource.class, fast);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Logins.class, InstallationSecret.class);
    }
}
