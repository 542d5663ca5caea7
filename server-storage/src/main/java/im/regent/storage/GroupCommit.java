package im.regent.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of many mutations in one transaction. Safe for every thread. */
final class GroupCommit {
    /** SQLSTATE: "transaction resolution unknown". */
    private static final String RESOLUTION_UNKNOWN = "08007";

    private final Database database;
    private final boolean isForced;

    GroupCommit(Database database, Durability durability) {
        this.database = database;
        this.isForced = database.isH2() && durability == Durability.POWER;
    }

    /**
     * Writes all or nothing.
     *
     * @return how many rows each mutation wrote or deleted
     */
    int[] write(List<Mutation> group) throws SQLException {
        int[] counts = new int[group.size()];
        if (group.stream().allMatch(mutation -> mutation.rows().isEmpty())) {
            return counts;
        }
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                writeRows(connection, group, counts);
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
            commit(connection);
        }
        return counts;
    }

    private void writeRows(Connection connection, List<Mutation> group, int[] counts) throws SQLException {
        try (Batch batch = new Batch(connection, database.isH2(), counts)) {
            for (int i = 0; i < group.size(); i++) {
                for (Row row : group.get(i).rows()) {
                    batch.add(row, i);
                }
            }
            batch.execute();
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e); // the connection is gone, and its transaction with it
        }
    }

    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
            if (isForced) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT SYNC");
                }
            }
        } catch (SQLException e) {
            // The rows may be there or not, so they must not be written again one by one.
            throw new SQLException("nobody knows whether the commit took place", RESOLUTION_UNKNOWN, e);
        }
    }

    /** Rows in their order, those of one statement that follow each other in one batch. */
    private static final class Batch implements AutoCloseable {
        private final Connection connection;
        private final boolean isH2;
        private final int[] counts;
        private final List<Integer> owners = new ArrayList<>();
        private Sql sql = Sql.PUT_DOCUMENT;
        private PreparedStatement statement;

        Batch(Connection connection, boolean isH2, int[] counts) throws SQLException {
            this.connection = connection;
            this.isH2 = isH2;
            this.counts = counts;
            this.statement = connection.prepareStatement(sql.on(isH2));
        }

        void add(Row row, int owner) throws SQLException {
            if (row.sql() != sql) {
                execute();
                statement.close();
                sql = row.sql();
                statement = connection.prepareStatement(sql.on(isH2));
            }
            row.bind(statement);
            statement.addBatch();
            owners.add(owner);
        }

        void execute() throws SQLException {
            if (owners.isEmpty()) {
                return;
            }
            int[] rows = statement.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                counts[owners.get(i)] += Math.max(0, rows[i]);
            }
            owners.clear();
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
