package im.regent.im.reporting;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.blocking.BlockWatch;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code reporting}. */
public final class ReportingFactory implements FeatureFactory<ReportingSettings> {
    @Override
    public String id() {
        return "reporting";
    }

    @Override
    public ReportingSettings settings(Settings settings) {
        return ReportingSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(377, "0.4.1"));
    }

    @Override
    public Feature create(ReportingSettings settings) {
        return new Reporting(settings);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(BlockWatch.class);
    }
}
