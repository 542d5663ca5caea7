package im.regent.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One row to write or delete: a statement and its parameters, each a String, Long, Integer, Boolean or byte array. */
record Row(Sql sql, List<Object> parameters) {
    static Row of(Sql sql, Object... parameters) {
        return new Row(sql, List.of(parameters));
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }

    /** About how much memory it takes. */
    int size() {
        int size = 100;
        for (Object parameter : parameters) {
            if (parameter instanceof String text) {
                size += text.length();
            }
        }
        return size;
    }
}
