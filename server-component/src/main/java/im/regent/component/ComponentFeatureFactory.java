package im.regent.component;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.core.stream.ListenerSpec;
import java.util.List;

/** Makes the feature {@code component}. */
public final class ComponentFeatureFactory implements FeatureFactory<ComponentSettings> {
    @Override
    public String id() {
        return "component";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public ComponentSettings settings(Settings settings) {
        return ComponentSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(114, "1.6"));
    }

    @Override
    public Feature create(ComponentSettings settings) {
        return context -> {
            Components components = new Components(context, settings);
            List<ComponentSettings.Port> ports = settings.secrets().isEmpty() ? List.of() : settings.listeners();
            for (ComponentSettings.Port port : ports) {
                context.listen(new ListenerSpec(
                        port.name(),
                        port.address(),
                        port.port(),
                        port.isDirectTls(),
                        settings.maxPendingBytes(),
                        transport -> new ComponentStream(components, transport)));
            }
        };
    }
}
