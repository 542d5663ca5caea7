package im.regent.dist.server;

import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.net.Network;
import im.regent.core.server.Server;
import im.regent.core.stream.Listener;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.time.SystemScheduler;
import im.regent.dist.admin.AdminServer;
import im.regent.dist.io.DataLock;
import im.regent.dist.io.Exit;
import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import im.regent.dist.tls.CertificateProblem;
import im.regent.dist.tls.LiveTls;
import im.regent.dist.tls.TlsFiles;
import im.regent.privilege.Privileges;
import im.regent.storage.Storage;
import im.regent.storage.StorageException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that serves, on its configuration, data directory, storage, network and admin socket. {@link #start} and {@link
 * #close} belong to one thread; the rest is safe for every thread. Several can run in one process, each on its own directory.
 */
public final class RunningServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration STREAMS_END_WITHIN = Duration.ofSeconds(5);
    private static final Duration GOODBYES_TAKE_AT_MOST = Duration.ofMillis(1_500);
    /** RFC 6120 §4.7.3 and RFC 4086: an id of a stream has at least 128 random bits. */
    private static final int ID_BYTES = 18;
    /** How the network names its threads. */
    private static final String EVENT_LOOP = "regent-loop";

    private final StatusSource status;
    private final Users users;
    private final Reload reload;
    private final Closing closing;
    private final CountDownLatch stopRequest;

    private RunningServer(
            StatusSource status, Users users, Reload reload, Closing closing, CountDownLatch stopRequest) {
        this.status = status;
        this.users = users;
        this.reload = reload;
        this.closing = closing;
        this.stopRequest = stopRequest;
    }

    /**
     * Starts and listens.
     *
     * @param isAfresh whether the demo's data is deleted first
     * @throws Failure when it cannot start, in words that say what to do; nothing is left running
     */
    public static RunningServer start(
            Installation installation, boolean isAfresh, SecureRandom random, InstantSource clock) {
        Closing closing = new Closing();
        try {
            return new Start(installation, isAfresh, random, clock, closing).run();
        } catch (PortUnavailableException e) {
            closing.run();
            throw PortFailure.of(e);
        } catch (StorageException e) {
            closing.run();
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            closing.run();
            throw e;
        }
    }

    /** One start, step by step; each step tells how it is undone. */
    private record Start(
            Installation installation, boolean isAfresh, SecureRandom random, InstantSource clock, Closing closing) {
        RunningServer run() throws PortUnavailableException {
            lock();
            prepareDemo();
            Loaded loaded = installation.loadGood();
            loaded.problems().forEach(problem -> log.warn("{}", problem));
            LiveTls tls = tls(loaded);
            // Closed in reverse: streams first, storage last, since what the sessions leave behind must still be
            // written.
            Storage storage =
                    Storage.open(loaded.storage(), thread -> thread.getName().startsWith(EVENT_LOOP));
            closing.add(storage::close);
            Network network = new Network(new Network.Settings(
                    Network.defaultLoops(), tls, loaded.tls().engine(), loaded.connections()));
            log.info("TLS by {}", network.tlsEngine());
            closing.add(() -> {
                network.drained(GOODBYES_TAKE_AT_MOST).toCompletableFuture().join();
                network.close();
            });
            SystemScheduler scheduler = new SystemScheduler();
            closing.add(scheduler::close);
            Server server = new Server(
                    loaded.server(),
                    new Server.Foundation(
                            storage.stores(),
                            clock,
                            scheduler,
                            network.anyLoop(),
                            network::anyLoop,
                            ids(random),
                            network));
            LiveConfiguration configuration =
                    new LiveConfiguration(loaded, () -> installation.load(System.getenv()), server::reload);
            LiveSessions sessions = new LiveSessions(server);
            StoredUsers users = new StoredUsers(
                    storage.stores(),
                    loaded,
                    configuration::admins,
                    new ScramCredentials(random, loaded.scramIterations()),
                    sessions,
                    installation.credentials());
            installation.credentials().ifPresent(file -> DemoAccounts.create(file, users));
            server.start();
            closing.add(() -> stop(server));
            installation.credentials().ifPresent(file -> DemoAccounts.befriend(file, server));
            StatusSource status = new StatusSource(server, storage.stores(), configuration, tls, sessions, clock);
            Reload reload = new Reload(configuration, tls);
            look(reload, loaded.tls().checkEvery(), scheduler);
            CountDownLatch stopRequest = new CountDownLatch(1);
            Privileges privileges =
                    server.features().provided(Privileges.class).orElseGet(() -> Privileges.of(loaded.server()));
            AdminServer admin = AdminServer.open(
                    installation.data(),
                    new AdminCommands(users, privileges, status::report, reload::now, stopRequest::countDown));
            closing.add(admin::close);
            server.listeners().forEach(Start::tell);
            return new RunningServer(status, users, reload, closing, stopRequest);
        }

        private void prepareDemo() {
            if (installation.isDemo()) {
                if (isAfresh) {
                    Demo.reset(installation.data());
                }
                Demo.prepare(installation.data(), random, clock);
            }
        }

        private static void tell(Listener listener) {
            log.info(
                    "listening: {} {}:{}",
                    listener.spec().name(),
                    listener.spec().address(),
                    listener.port());
        }

        private void lock() {
            DataLock lock = DataLock.take(installation.data())
                    .orElseThrow(() -> new Failure(
                            Exit.FAILED,
                            DataLock.holder(installation.data()) + " runs on " + Home.shown(installation.data())
                                    + " already: see \"regent status\", or choose another directory with --data"));
            closing.add(lock::close);
            if (PrivateFiles.isWritableByOthers(installation.data())) {
                throw new Failure(
                        "others can write to the data directory " + Home.shown(installation.data()) + ": chmod 700 it");
            }
        }

        private void look(Reload reload, Duration period, SystemScheduler scheduler) {
            ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "regent-reload");
                thread.setDaemon(true);
                return thread;
            });
            closing.add(worker::shutdownNow);
            closing.add(reload.every(period, scheduler, worker)::cancel);
        }

        private LiveTls tls(Loaded loaded) {
            TlsFiles.Reading found = loaded.tlsFiles().read(clock.instant());
            if (found.hasErrors()) {
                throw new Failure(found.problems().stream()
                        .filter(CertificateProblem::isError)
                        .map(CertificateProblem::toString)
                        .collect(Collectors.joining("\n")));
            }
            found.problems().forEach(problem -> log.warn("{}", problem));
            return new LiveTls(loaded.tlsFiles(), found, clock);
        }
    }

    /** Makes unguessable ids. */
    static Supplier<String> ids(SecureRandom random) {
        return () -> {
            byte[] bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    private static void stop(Server server) {
        try {
            server.stop().toCompletableFuture().get(STREAMS_END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("some streams did not end within {} seconds", STREAMS_END_WITHIN.toSeconds());
        } catch (ExecutionException e) {
            log.error("the features could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it is doing. */
    public StatusReport status() {
        return status.report();
    }

    /** The accounts. */
    public Users users() {
        return users;
    }

    /**
     * Reads the configuration and the certificates anew.
     *
     * @return what has changed and what should be known, a line for each
     * @throws Failure with everything that is wrong; then nothing was changed
     */
    public List<String> reload() {
        return reload.now();
    }

    /** Asks the thread that waits to stop. */
    public void requestStop() {
        stopRequest.countDown();
    }

    /** Waits until somebody wants the server to stop. */
    public void awaitStopRequest() throws InterruptedException {
        stopRequest.await();
    }

    /** Tells everybody, waits for the streams to end, writes what was accepted, and gives the data directory back. */
    @Override
    public void close() {
        closing.run();
    }
}
