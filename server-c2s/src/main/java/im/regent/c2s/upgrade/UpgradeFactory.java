package im.regent.c2s.upgrade;

import im.regent.c2s.sasl.ScramUpgrades;
import im.regent.c2s.sasl2.TaskSource;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code sasl-upgrade}, which has no settings. */
public final class UpgradeFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "sasl-upgrade";
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(480, "0.2.0"));
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> context.contribute(
                TaskSource.class,
                new UpgradeTasks(
                        context.require(ScramUpgrades.class), context.stores().accounts()));
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(ScramUpgrades.class);
    }
}
