package im.regent.storage;

import im.regent.storage.StorageException.Reason;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Makes the tables, and brings those of older versions up to date. */
final class Schema {
    private Schema() {}

    static void migrate(DataSource database, boolean isH2) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:im/regent/storage/" + (isH2 ? "h2" : "postgresql"))
                .table("schema_history")
                .cleanDisabled(true)
                .load();
        refuseNewer(flyway);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            // What the database refused is another matter, and carries its words.
            throw e.getCause() instanceof SQLException ? e : foreign(e);
        }
    }

    private static StorageException foreign(FlywayException failure) {
        return new StorageException(
                Reason.FOREIGN_SCHEMA,
                "The tables of the database were not made by this server or an older one: put back a backup, or set"
                        + " another storage.url",
                failure);
    }

    private static void refuseNewer(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StorageException(
                        Reason.NEWER_SCHEMA,
                        "The database has tables of version " + migration.getVersion()
                                + ", which a newer server made: start that one, or put back a backup made before it");
            }
        }
    }
}
