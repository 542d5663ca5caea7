package im.regent.component;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.core.stream.ListenerSpec;
import java.util.List;
import java.util.Set;

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
    public Set<String> live() {
        return Set.of("components");
    }

    @Override
    public Feature create(ComponentSettings settings) {
        return context -> {
            Components components = new Components(context, settings);
            context.onReload(ComponentSettings.class, next -> components.configure(next.secrets()));
            for (ComponentSettings.Port port : settings.listeners()) {
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
