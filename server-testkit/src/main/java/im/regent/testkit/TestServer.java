package im.regent.testkit;

import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.core.config.Problem;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.server.Server;
import im.regent.core.server.ServerSettings;
import im.regent.core.session.SessionMemory;
import im.regent.core.store.Credentials;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.Stores;
import im.regent.core.stream.StreamHandler;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A whole server in memory and in one thread: nothing happens but in calls of the test, and each call goes on until nothing is
 * left to do. Confined to the test's thread.
 */
public final class TestServer {
    private final XmppTest options;
    private final TestLoop loop = new TestLoop();
    private final VirtualClock clock = new VirtualClock(loop);
    private final LogGuard log = new LogGuard();
    private final ServerSettings settings;
    private final AtomicLong ids = new AtomicLong();
    private final List<TestClient> clients = new ArrayList<>();
    private MemoryStores stores;
    private Server server;

    private TestServer(XmppTest options) {
        this.options = options;
        stores = new MemoryStores(loop.executor(true));
        settings = settings(options, options.config());
        server = made();
    }

    private Server made() {
        return new Server(
                settings,
                new Server.Foundation(
                        stores, clock, clock, loop.executor(false), () -> "id" + ids.incrementAndGet(), spec -> {
                            throw new UnsupportedOperationException("a server of the testkit does not listen");
                        }));
    }

    static TestServer start(XmppTest options) {
        TestServer server = new TestServer(options);
        server.log.start();
        server.server.prepare();
        server.settle();
        return server;
    }

    /** As {@link #restart(Runnable)}; nothing happens meanwhile. */
    public TestServer restart() {
        return restart(() -> {});
    }

    /**
     * Stops the server and starts it again over the same stores. Its clients are there again as if each had resumed its session
     * (XEP-0198): with what the features remember of it, and nothing else. Components and clients that come meanwhile are gone.
     *
     * @param meanwhile happens when the sessions have been saved, and before the server stops
     */
    public TestServer restart(Runnable meanwhile) {
        settle();
        List<TestClient> staying =
                clients.stream().filter(TestClient::isConnected).toList();
        clients.clear();
        server.features().memories().forEach(SessionMemory::settled);
        settle();
        staying.forEach(client -> client.leaves(server.features().memories()));
        settle();
        meanwhile.run();
        server.stop();
        settle();
        clock.forgetTasks();
        stores = stores.reopened(loop.executor(true));
        server = made();
        server.prepare();
        settle();
        staying.forEach(client -> client.comesBack(server.features().memories()));
        clients.addAll(staying);
        settle();
        staying.forEach(client -> client.isBack(server.features().memories()));
        settle();
        return this;
    }

    private static ServerSettings settings(XmppTest options, String config) {
        List<FeatureFactory<?>> factories = chosen(options.features());
        StringBuilder text = new StringBuilder(config).append("\nvirtual-hosts {\n");
        for (String host : options.hosts()) {
            text.append("  \"").append(host).append("\" {}\n");
        }
        Configuration configuration = Configuration.ofString(
                text.append("}\n").toString(),
                ServerSettings.defaults(factories).toArray(Defaults[]::new));
        ServerSettings settings = ServerSettings.read(configuration.root(), factories);
        if (configuration.problems().stream().anyMatch(Problem::isError)) {
            throw new AssertionError("the test's configuration is wrong: " + configuration.problems());
        }
        return settings;
    }

    /** The named features, and those that provide what they need; all that are installed if none is named. */
    private static List<FeatureFactory<?>> chosen(String[] ids) {
        List<FeatureFactory<?>> installed = ServerSettings.installedFeatures();
        if (ids.length == 0) {
            return installed;
        }
        Set<FeatureFactory<?>> chosen = new LinkedHashSet<>();
        for (String id : ids) {
            add(chosen, installed, id);
        }
        return new ArrayList<>(chosen);
    }

    private static void add(Set<FeatureFactory<?>> chosen, List<FeatureFactory<?>> installed, String id) {
        FeatureFactory<?> factory = installed.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no feature " + id));
        if (chosen.add(factory)) {
            for (Class<?> api : factory.needs()) {
                installed.stream()
                        .filter(candidate -> candidate.provides().contains(api))
                        .forEach(provider -> add(chosen, installed, provider.id()));
            }
        }
    }

    /** Takes another configuration while it runs, and fails if something that the old one allowed is under way for ever. */
    public TestServer reload(String config) {
        CompletionStage<Void> change = startReload(config);
        settle();
        if (!change.toCompletableFuture().isDone()) {
            throw new AssertionError("the reload is not done");
        }
        change.toCompletableFuture().join();
        return this;
    }

    /** Takes another configuration; only what the test calls next lets things happen. */
    public CompletionStage<Void> startReload(String config) {
        return server.reload(settings(options, config));
    }

    /** Creates an account, without a password that would work. */
    public TestServer account(String bareJid) {
        stores.accounts().create(Jid.valueOf(bareJid), Credentials.of(List.of()));
        settle();
        return this;
    }

    /** Connects a client that has bound this full address; the account is created if it is missing. */
    public TestClient connect(String fullJid) {
        Jid jid = Jid.valueOf(fullJid);
        account(jid.bare().toString());
        TestClient client = new TestClient(this, jid);
        clients.add(client);
        settle();
        return client;
    }

    /** Connects a component that has completed its handshake. */
    public TestComponent component(String domain) {
        TestComponent component = new TestComponent(this, Jid.valueOf(domain));
        settle();
        return component;
    }

    /** The clock, which stands still until the test advances it. */
    public VirtualClock clock() {
        return clock;
    }

    /** The routing core. */
    public Routing routing() {
        return server.routing();
    }

    /** The stores, in memory. */
    public Stores stores() {
        return stores;
    }

    /** What features remember of sessions. */
    public List<SessionMemory> memories() {
        return server.features().memories();
    }

    /** What a feature provides. */
    public <T> T provided(Class<T> api) {
        return server.features().provided(api).orElseThrow();
    }

    /** From now on everything that may happen in another order does, repeatably for each seed. */
    public TestServer shuffle(long seed) {
        loop.shuffle(seed);
        return this;
    }

    /** Something with this text will be logged at WARN or above, and shall be. */
    public TestServer expectLog(String text) {
        log.expect(text);
        return this;
    }

    /** Runs until nothing is left to do; every other method does so by itself. */
    public void settle() {
        loop.settle();
    }

    TestStream stream(String contentNamespace, Consumer<Element> peer, StreamHandler handler) {
        return new TestStream(contentNamespace, loop.executor(false), clock, peer, handler);
    }

    void finish(boolean hasPassed) {
        log.stop();
        server.stop();
        settle();
        if (hasPassed) {
            log.check();
        }
    }
}
