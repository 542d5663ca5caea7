package im.regent.dist.server;

import im.regent.c2s.sasl.ScramCredentials;
import im.regent.dist.admin.AdminClient;
import im.regent.dist.io.DataLock;
import im.regent.dist.io.Failure;
import im.regent.storage.Storage;
import im.regent.storage.StorageException;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * The accounts of an installation, whether its server runs or not: a server that runs is asked; otherwise storage is opened
 * here, and nobody can start a server meanwhile.
 */
public final class UserAccess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Users users;
    private final Runnable closing;

    private UserAccess(Users users, Runnable closing) {
        this.users = users;
        this.closing = closing;
    }

    /**
     * Reaches the accounts.
     *
     * @throws Failure when that is not possible; in one line
     */
    public static UserAccess open(Installation installation) {
        AdminClient server = new AdminClient(installation.data(), PATIENCE);
        if (server.isServerThere()) {
            return new UserAccess(new RemoteUsers(server), () -> {});
        }
        return openStorage(installation, installation.loadGood());
    }

    /** Opens the storage of an installation whose configuration was read. */
    public static UserAccess openStorage(Installation installation, Loaded loaded) {
        DataLock lock = DataLock.take(loaded.data())
                .orElseThrow(() -> new Failure(
                        DataLock.holder(loaded.data()) + " works on " + loaded.data() + ": try again when it is done"));
        try {
            Storage storage = Storage.open(loaded.storage(), thread -> false);
            Users users = new StoredUsers(
                    storage.stores(),
                    loaded,
                    loaded::admins,
                    new ScramCredentials(new SecureRandom(), loaded.scramIterations()),
                    new ClosedServer(loaded.server(), storage.stores()),
                    installation.credentials());
            return new UserAccess(users, () -> {
                storage.close();
                lock.close();
            });
        } catch (StorageException e) {
            lock.close();
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The accounts. */
    public Users users() {
        return users;
    }

    @Override
    public void close() {
        closing.run();
    }
}
