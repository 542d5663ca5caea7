package im.regent.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database answers, so that not everyone waits for the pool's time limit: after a failure to connect,
 * everyone fails at once for a second, then somebody tries again. Says so in the log once, and once more when it is over.
 * Safe for every thread.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = 0;

    private final LongSupplier nanos;
    private final AtomicLong since = new AtomicLong(NONE);

    Outage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Throws while it is useless to try. */
    void check() throws SQLException {
        long failedAt = since.get();
        if (failedAt != NONE && nanos.getAsLong() - failedAt < PAUSE_NANOS) {
            throw new SQLException("the database did not answer a moment ago", "08001");
        }
    }

    void connected() {
        if (since.getAndSet(NONE) != NONE) {
            LOG.info("The database answers again");
        }
    }

    void failed(SQLException cause) {
        // A clock may say zero, which means something else here.
        if (since.getAndSet(nanos.getAsLong() | 1) == NONE) {
            LOG.error("The database does not answer, changes and readings fail until it does: {}", cause.getMessage());
        }
    }

    /** Whether the connection failed, not the statement. */
    static boolean isConnectionLost(SQLException failure) {
        String state = failure.getSQLState();
        // 57P: PostgreSQL was told to stop; 90098 and 90121: H2 is closed.
        return failure instanceof SQLTransientConnectionException
                || state != null
                        && (state.startsWith("08")
                                || state.startsWith("57P")
                                || state.equals("90098")
                                || state.equals("90121"));
    }
}
