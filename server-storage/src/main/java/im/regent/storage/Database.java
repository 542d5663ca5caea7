package im.regent.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import im.regent.core.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The only way to the database. Refuses to serve event loops: whoever calls from there has a bug that would stop many
 * streams. Safe for every thread.
 */
final class Database implements AutoCloseable {
    private static final int CONNECTION_TIMEOUT_MILLIS = 3000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean isH2;
    private final Predicate<Thread> isEventLoop;
    private final Outage outage = new Outage(System::nanoTime);

    private Database(HikariDataSource pool, boolean isH2, Predicate<Thread> isEventLoop) {
        this.pool = pool;
        this.isH2 = isH2;
        this.isEventLoop = isEventLoop;
        this.jdbi = Jdbi.create(this::connection);
    }

    /** Connects and brings the tables up to date. */
    static Database open(StorageSettings settings, Predicate<Thread> isEventLoop) {
        refuse(isEventLoop);
        boolean isH2 = DatabaseUrl.isH2(settings.url());
        if (isH2) {
            DatabaseFile.check(DatabaseUrl.h2File(settings.url()));
        }
        HikariDataSource pool = connect(settings, isH2);
        try {
            Schema.migrate(pool, isH2);
        } catch (RuntimeException e) {
            pool.close();
            throw OpenFailure.of(e, settings);
        }
        return new Database(pool, isH2, isEventLoop);
    }

    private static HikariDataSource connect(StorageSettings settings, boolean isH2) {
        try {
            return new HikariDataSource(configuration(settings, isH2));
        } catch (PoolInitializationException e) {
            throw OpenFailure.of(e, settings);
        }
    }

    private static HikariConfig configuration(StorageSettings settings, boolean isH2) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("regent-storage");
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setValidationTimeout(CONNECTION_TIMEOUT_MILLIS / 2);
        config.setMaximumPoolSize(
                2 * settings.pools().readers() + (isH2 ? 1 : settings.pools().writers()));
        if (isH2) {
            // WRITE_DELAY: a commit is with the operating system when it returns.
            // DB_CLOSE_ON_EXIT: else H2's own shutdown hook closes the file before our queue is written.
            // MAX_COMPACT_TIME: closing moves no chunks about; after a kill H2's own assertions fail while it does
            // that.
            config.setJdbcUrl(settings.url() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0");
            config.setMaxLifetime(0);
        } else {
            config.setJdbcUrl(settings.url());
            config.addDataSourceProperty("ApplicationName", "regent");
            config.addDataSourceProperty("connectTimeout", "3");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.setConnectionInitSql("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
        }
        return config;
    }

    boolean isH2() {
        return isH2;
    }

    /** A connection from the pool, to be closed soon. */
    Connection connection() throws SQLException {
        refuse(isEventLoop);
        outage.check();
        try {
            Connection connection = pool.getConnection();
            outage.connected();
            return connection;
        } catch (SQLException e) {
            outage.failed(e);
            throw e;
        }
    }

    /** Reads, in a transaction of its own for each statement. */
    <R> R read(Function<Handle, R> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException e) {
            throw new StoreException("storage cannot be read", e);
        }
    }

    /** Reads and writes what belongs to storage itself, in one transaction. */
    <R> R inTransaction(Function<Handle, R> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("storage cannot be written", e);
        }
    }

    private static void refuse(Predicate<Thread> isEventLoop) {
        if (isEventLoop.test(Thread.currentThread())) {
            throw new IllegalStateException("the database must not be used on an event loop: it blocks");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
