package im.regent.im.external;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code external-services}. */
public final class ExternalServicesFactory implements FeatureFactory<ExternalServicesSettings> {
    @Override
    public String id() {
        return "external-services";
    }

    @Override
    public ExternalServicesSettings settings(Settings settings) {
        return ExternalServicesSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(215, "1.0.0").without("pushes of changes, and fields with extended information"));
    }

    @Override
    public Feature create(ExternalServicesSettings settings) {
        return new ExternalServices(settings);
    }
}
