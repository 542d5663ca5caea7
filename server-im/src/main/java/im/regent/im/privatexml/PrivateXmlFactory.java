package im.regent.im.privatexml;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import java.util.List;

/** Makes the feature {@code private-xml}. */
public final class PrivateXmlFactory implements FeatureFactory<PrivateXmlSettings> {
    @Override
    public String id() {
        return "private-xml";
    }

    @Override
    public PrivateXmlSettings settings(Settings settings) {
        return PrivateXmlSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(49, "1.2"));
    }

    @Override
    public Feature create(PrivateXmlSettings settings) {
        return new PrivateXml(settings);
    }
}
