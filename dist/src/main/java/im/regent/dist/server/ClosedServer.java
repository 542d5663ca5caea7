package im.regent.dist.server;

import im.regent.core.jid.Jid;
import im.regent.core.server.Server;
import im.regent.core.server.ServerSettings;
import im.regent.core.store.Stores;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.time.Stages;
import im.regent.core.time.SystemScheduler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The server that is not running: nobody is connected. For work on its data that only the features can do, they are started
 * for as long as it takes, without a way in.
 */
final class ClosedServer implements StoredUsers.Online {
    private final ServerSettings settings;
    private final Stores stores;

    ClosedServer(ServerSettings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
    }

    @Override
    public List<String> resources(Jid account) {
        return List.of();
    }

    @Override
    public CompletionStage<Void> close(Jid account, String why) {
        return Stages.done();
    }

    /** Blocks until it is done. */
    @Override
    public CompletionStage<Void> leave(Jid account) {
        ExecutorService loop = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "regent-closed");
            thread.setDaemon(true);
            return thread;
        });
        try (SystemScheduler scheduler = new SystemScheduler()) {
            Server server = new Server(
                    settings,
                    new Server.Foundation(
                            stores,
                            InstantSource.system(),
                            scheduler,
                            loop,
                            RunningServer.ids(new SecureRandom()),
                            Unopened::new));
            LiveSessions online = new LiveSessions(server);
            server.start();
            try {
                StoredUsers.await(online.leave(account));
            } finally {
                StoredUsers.await(server.stop());
            }
            return Stages.done();
        } catch (PortUnavailableException e) {
            throw new IllegalStateException("no port was opened", e);
        } finally {
            loop.shutdown();
        }
    }

    /** A listener that nobody can connect to. */
    private record Unopened(ListenerSpec spec) implements Listener {
        @Override
        public int port() {
            return 0;
        }

        @Override
        public CompletionStage<Void> close() {
            return Stages.done();
        }
    }
}
