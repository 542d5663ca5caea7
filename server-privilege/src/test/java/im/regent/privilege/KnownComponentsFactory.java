package im.regent.privilege;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;

/** Reads the section of the component module, which is not part of these tests: the testkit connects components. */
public final class KnownComponentsFactory implements FeatureFactory<Boolean> {
    @Override
    public String id() {
        return "known-components";
    }

    @Override
    public String path() {
        return "components";
    }

    @Override
    public Boolean settings(Settings components) {
        components.keys().forEach(key -> components.section(key).secret("secret"));
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> {};
    }
}
