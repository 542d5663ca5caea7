package im.regent.dist.server;

import im.regent.core.config.Configuration;
import im.regent.core.config.ConfigurationLoader;
import im.regent.core.config.Defaults;
import im.regent.core.config.KeyPattern;
import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.jid.Jid;
import im.regent.core.net.ConnectionLimits;
import im.regent.core.server.ServerSettings;
import im.regent.dist.tls.TlsSettings;
import im.regent.storage.StorageSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a configuration file for the features that are installed. */
public final class Loading {
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String USUAL_STORAGE = H2_FILE + "./data/regent";
    private static final List<String> LISTENERS = List.of("c2s", "c2s-tls", "component", "component-tls");
    private static final int MAX_PORT = 65_535;

    private final Home home;
    private final List<FeatureFactory<?>> factories = ServerSettings.installedFeatures();
    private final ConfigurationLoader loader;

    /** For an installation, with the environment variables that a configuration may name. */
    public Loading(Home home, Map<String, String> environment) {
        this.home = home;
        this.loader = new ConfigurationLoader(defaults(factories), environment);
    }

    /** The names of all listeners, {@code listen.NAME}. */
    public static List<String> listeners() {
        return LISTENERS;
    }

    /** The defaults of everything that is installed. */
    public static List<Defaults> defaults() {
        return defaults(ServerSettings.installedFeatures());
    }

    private static List<Defaults> defaults(List<FeatureFactory<?>> factories) {
        List<Defaults> all = new ArrayList<>();
        all.add(Defaults.beside(Loading.class, ""));
        all.add(Defaults.beside(StorageSettings.class, "storage"));
        all.add(Defaults.beside(ConnectionLimits.class, "connections"));
        for (FeatureFactory<?> factory : factories) {
            if (factory.getClass().getResource("defaults.conf") != null) {
                all.add(Defaults.beside(factory.getClass(), factory.path()));
            }
        }
        return List.copyOf(all);
    }

    /** Reads it all; what is wrong is in the result. */
    public Loaded load(Path file, Wishes wishes) {
        List<String> overrides = new ArrayList<>();
        Settings first = loader.load(file, wishes.settings()).root();
        wishes.data().ifPresent(data -> overrides.addAll(inDirectory(data, first)));
        if (wishes.portOffset() != 0) {
            overrides.addAll(shiftedPorts(first.section("listen"), wishes.portOffset()));
        }
        overrides.addAll(wishes.settings());
        return read(loader.load(file, overrides));
    }

    /** The data directory that a file names, as far as it can be read. */
    public Path dataDirectory(Path file, Wishes wishes) {
        return wishes.data()
                .orElseGet(() -> home.resolve(loader.load(file, wishes.settings())
                        .root()
                        .optionalString("data-directory")
                        .orElse("data")));
    }

    /** Storage moves along unless the configuration has chosen another. */
    private static List<String> inDirectory(Path data, Settings first) {
        List<String> overrides = new ArrayList<>();
        overrides.add("data-directory=" + data);
        String url = first.section("storage").optionalString("url").orElse(USUAL_STORAGE);
        if (url.equals(USUAL_STORAGE)) {
            overrides.add("storage.url=" + H2_FILE + data.resolve("regent"));
        }
        return overrides;
    }

    private static List<String> shiftedPorts(Settings listen, int offset) {
        List<String> overrides = new ArrayList<>();
        for (String name : LISTENERS) {
            int port = listen.section(name).integer("port", 0, MAX_PORT);
            if (port > 0) {
                overrides.add("listen." + name + ".port=" + (port + offset));
            }
        }
        return overrides;
    }

    private Loaded read(Configuration configuration) {
        Settings root = configuration.root();
        ServerSettings server = ServerSettings.read(root, factories);
        StorageSettings storage = storage(StorageSettings.read(root.section("storage")));
        List<Jid> admins = root.jids("admins");
        for (Jid admin : admins) {
            if (!server.virtualHosts().contains(admin.domain())) {
                root.warning("admins", admin + " is not on a virtual host of this server");
            }
        }
        return new Loaded(
                server,
                storage,
                ConnectionLimits.read(root.section("connections")),
                home.resolve(root.string("data-directory")),
                TlsSettings.read(root.section("tls"), home::resolve),
                admins,
                root.section("components").names(NameKind.HOST),
                root.section("c2s").section("sasl").integer("iterations", 4096, 10_000_000),
                configuration.values(),
                live(),
                configuration.problems());
    }

    private Set<KeyPattern> live() {
        return factories.stream()
                .flatMap(factory -> factory.live().stream())
                .map(KeyPattern::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** H2 would start from wherever the process was started. */
    private StorageSettings storage(StorageSettings read) {
        String url = Optional.of(read.url())
                .filter(given -> given.startsWith(H2_FILE) && !given.startsWith(H2_FILE + "~"))
                .map(given -> H2_FILE + home.resolve(given.substring(H2_FILE.length())))
                .orElse(read.url());
        return new StorageSettings(
                url, read.user(), read.password(), read.durability(), read.pools(), read.cacheBytes());
    }
}
