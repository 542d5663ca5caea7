package im.regent.im.external;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;

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
    public Feature create(ExternalServicesSettings settings) {
        return new ExternalServices(settings);
    }
}
