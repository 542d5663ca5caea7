package im.regent.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A schema of its own in the database that the system property names: a JDBC URL with the user and the password among its
 * parameters.
 */
record PostgresSchema(String url, String name) {
    static final String PROPERTY = "regent.test.postgres";

    static PostgresSchema create() {
        PostgresSchema schema = new PostgresSchema(
                System.getProperty(PROPERTY, ""),
                "regent_" + UUID.randomUUID().toString().replace('-', '_'));
        schema.execute("CREATE SCHEMA " + schema.name);
        return schema;
    }

    /** Settings whose connections see this schema alone. */
    StorageSettings settings() {
        return DatabaseFixture.settings(urlOfSchema(), parameter("user"), parameter("password"));
    }

    private String urlOfSchema() {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    void drop() {
        execute("DROP SCHEMA " + name + " CASCADE");
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String parameter(String key) {
        for (String pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(key + "=")) {
                return pair.substring(key.length() + 1);
            }
        }
        return "";
    }
}
