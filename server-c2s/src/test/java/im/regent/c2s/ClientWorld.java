package im.regent.c2s;

import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.core.config.Secret;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.server.Server;
import im.regent.core.server.ServerSettings;
import im.regent.core.store.Credentials;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.Stores;
import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of two hosts with the accounts {@code juliet@capulet.lit} and {@code romeo@capulet.lit}, whose clients are scripted.
 * One thread; each client has a loop of its own that runs when the test lets it.
 * The SCRAM library of the script does not know XEP-0474.
 */
final class ClientWorld implements AutoCloseable {
    static final String HOST = "capulet.lit";
    static final String PASSWORD = "pencil";

    private static final String NO_DELAY = "c2s.failed-logins { delay = 0s, max-delay = 0s }\n";
    private static final int ITERATIONS = 4096;
    private static final Credentials CREDENTIALS = credentials();

    final TestTime time;
    private final AtomicLong ids = new AtomicLong();
    private final ServerSettings settings;
    final Stores stores;
    private final List<ListenerSpec> listeners = new ArrayList<>();
    private final List<EmbeddedClient> embedded = new ArrayList<>();
    private Server server;

    /** Without delays after failed logins, and with time of its own. */
    ClientWorld(String config, FeatureFactory<?>... more) {
        this(NO_DELAY + config, new MemoryStores(Runnable::run), Runnable::run, new TestTime(), more);
    }

    /** With deadlines and a clock that the test has in its hands already. */
    ClientWorld(String config, TestTime time) {
        this(config, new MemoryStores(Runnable::run), Runnable::run, time);
    }

    /** With these stores, and keys for PLAIN that are derived there. */
    ClientWorld(String config, Stores stores, Executor derivations) {
        this(NO_DELAY + config, stores, derivations, new TestTime());
    }

    /** As the first, with these stores. */
    ClientWorld(String config, Stores stores, FeatureFactory<?>... more) {
        this(NO_DELAY + config, stores, Runnable::run, new TestTime(), more);
    }

    /** As the first one, with these stores: a server that is started again. */
    static ClientWorld again(Stores stores, String config, FeatureFactory<?>... more) {
        return new ClientWorld(NO_DELAY + config, stores, Runnable::run, new TestTime(), more);
    }

    private ClientWorld(String config, Stores stores, Executor derivations, TestTime time, FeatureFactory<?>... more) {
        this.time = time;
        this.stores = stores;
        List<FeatureFactory<?>> factories = new ArrayList<>(List.of(new WiredFactory(derivations)));
        factories.addAll(List.of(more));
        Configuration configuration = Configuration.ofString(
                "c2s.sasl.downgrade-protection = false\n" + config
                        + "\nvirtual-hosts { \"capulet.lit\" {}, \"montague.lit\" {} }",
                ServerSettings.defaults(factories).toArray(Defaults[]::new));
        settings = ServerSettings.read(configuration.root(), factories);
        if (!configuration.problems().isEmpty()) {
            throw new IllegalArgumentException(configuration.problems().toString());
        }
        stores.accounts().create(Jid.valueOf("juliet@capulet.lit"), CREDENTIALS);
        stores.accounts().create(Jid.valueOf("romeo@capulet.lit"), CREDENTIALS);
        server = started();
    }

    private Server started() {
        Server made = new Server(
                settings,
                new Server.Foundation(
                        stores, time, time, Runnable::run, () -> "id" + ids.incrementAndGet(), this::listen));
        try {
            made.start();
        } catch (PortUnavailableException e) {
            throw new AssertionError(e);
        }
        return made;
    }

    /** Starts another server over the same stores; if the one before was not stopped, it is as if it had been killed. */
    void startAgain() {
        listeners.clear();
        time.forget();
        server = started();
    }

    static ClientWorld start() {
        return new ClientWorld("");
    }

    /** As the real one, but for the threads on which keys are derived. */
    private record WiredFactory(Executor derivations) implements FeatureFactory<ClientSettings> {
        @Override
        public String id() {
            return "c2s";
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public ClientSettings settings(Settings settings) {
            return ClientSettings.read(settings);
        }

        @Override
        public Set<Class<?>> provides() {
            return ClientFeature.PROVIDED;
        }

        @Override
        public Feature create(ClientSettings settings) {
            return new ClientFeature(settings, derivations, () -> {});
        }
    }

    private static Credentials credentials() {
        try {
            return new ScramCredentials(new SecureRandom(), ITERATIONS).derive(new Secret(PASSWORD));
        } catch (MalformedPasswordException e) {
            throw new AssertionError(e);
        }
    }

    private Listener listen(ListenerSpec spec) {
        listeners.add(spec);
        return new Listener() {
            @Override
            public ListenerSpec spec() {
                return spec;
            }

            @Override
            public int port() {
                return spec.port();
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    List<ListenerSpec> listeners() {
        return List.copyOf(listeners);
    }

    Routing routing() {
        return server.routing();
    }

    /** A connection to the port where clients begin in the clear. */
    WiredClient connect() {
        return new WiredClient(listeners.get(0), false);
    }

    /** A connection to the port of direct TLS that can produce these channel bindings. */
    WiredClient connectWithTls(Map<String, byte[]> bindings) {
        return new WiredClient(listeners.get(1), new WiredTls(bindings, ""));
    }

    /** A connection to the port of direct TLS, with a client's certificate that is trusted. */
    WiredClient connectWithTls(ClientCertificate certificate) {
        return new WiredClient(listeners.get(1), WiredTls.withCertificate("").showing(Optional.of(certificate)));
    }

    /** A connection to the port of direct TLS. */
    WiredClient connectWithTls() {
        return new WiredClient(listeners.get(1), true);
    }

    /** A connection of the same kind as {@link #connect}, through the server's own transport, reader and writer. */
    EmbeddedClient embed() {
        return embed(0);
    }

    /** As {@link #embed}, to the port of direct TLS. */
    EmbeddedClient embedWithTls() {
        return embed(1);
    }

    private EmbeddedClient embed(int listener) {
        ListenerSpec spec = listeners.get(listener);
        EmbeddedClient client = new EmbeddedClient(spec, time, spec.isDirectTls());
        embedded.add(client);
        return client;
    }

    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        stop();
        embedded.forEach(EmbeddedClient::release);
    }
}
