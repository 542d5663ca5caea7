package im.regent.core.server;

import im.regent.core.config.Defaults;
import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Features;
import im.regent.core.jid.Jid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What a server is made of: virtual hosts and features with their settings. Problems are noted in the settings; a server
 * must not be started with any.
 */
public record ServerSettings(List<String> virtualHosts, List<Features.Configured<?>> features) {
    public ServerSettings {
        virtualHosts = List.copyOf(virtualHosts);
        features = List.copyOf(features);
    }

    /** The features on the class path, in the order of their ids. */
    public static List<FeatureFactory<?>> installedFeatures() {
        List<FeatureFactory<?>> factories = new ArrayList<>();
        ServiceLoader.load(FeatureFactory.class).forEach(factory -> factories.add((FeatureFactory<?>) factory));
        factories.sort(Comparator.comparing(FeatureFactory::id));
        return factories;
    }

    /** The defaults of the server and of these features, for the loader of the configuration. */
    public static List<Defaults> defaults(List<FeatureFactory<?>> factories) {
        List<Defaults> defaults = new ArrayList<>(List.of(Defaults.beside(ServerSettings.class, "")));
        for (FeatureFactory<?> factory : factories) {
            if (factory.getClass().getResource("defaults.conf") != null) {
                defaults.add(Defaults.beside(factory.getClass(), factory.path()));
            }
        }
        return defaults;
    }

    /** Reads the whole configuration for these features. */
    public static ServerSettings read(Settings root, List<FeatureFactory<?>> factories) {
        Set<String> disabled = new LinkedHashSet<>(root.strings("disabled-features"));
        List<Features.Configured<?>> features = new ArrayList<>();
        for (FeatureFactory<?> factory : factories) {
            // A disabled feature's settings are checked like all others, so that it can be switched on without a
            // surprise.
            Features.Configured<?> configured = configure(factory, root);
            if (!disabled.remove(factory.id())) {
                features.add(configured);
            }
        }
        for (String unknown : disabled) {
            root.problem("disabled-features", "there is no feature \"" + unknown + "\"");
        }
        return new ServerSettings(virtualHosts(root), features);
    }

    private static <C> Features.Configured<C> configure(FeatureFactory<C> factory, Settings root) {
        Settings section = root;
        for (String key :
                factory.path().isEmpty() ? new String[0] : factory.path().split("\\.", -1)) {
            section = section.section(key);
        }
        return new Features.Configured<>(factory, factory.settings(section));
    }

    private static List<String> virtualHosts(Settings root) {
        // However an administrator writes a domain, addresses have its prepared form.
        List<String> hosts = root.sections("virtual-hosts", NameKind.HOST).keySet().stream()
                .map(name -> Jid.valueOf(name).domain())
                .toList();
        if (hosts.isEmpty()) {
            root.problem("virtual-hosts", "there must be at least one: virtual-hosts { \"example.org\" { } }");
        }
        return hosts;
    }
}
