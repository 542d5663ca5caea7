package im.regent.storage;

import im.regent.storage.StorageException.Reason;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;

/** Says in one line why a database could not be opened, and what to do. */
final class OpenFailure {
    private OpenFailure() {}

    static StorageException of(RuntimeException failure, StorageSettings settings) {
        if (failure instanceof StorageException known) {
            return known;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return DatabaseUrl.isH2(settings.url()) ? h2(sql, settings) : postgresql(sql, settings);
            }
        }
        return other(failure);
    }

    private static StorageException h2(SQLException failure, StorageSettings settings) {
        String file = DatabaseUrl.h2File(settings.url()).toString();
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                new StorageException(
                        Reason.LOCKED,
                        "The database " + file + " is in use by another process: stop the other server, or set another"
                                + " storage.url",
                        failure);
            case ErrorCode.WRONG_USER_OR_PASSWORD -> refused(file, failure);
            case ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.FILE_VERSION_ERROR_1,
                    ErrorCode.GENERAL_ERROR_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2 ->
                new StorageException(
                        Reason.CORRUPT,
                        "The database file " + file
                                + " is damaged, or its disk is, and was left as it is: keep a copy, then put back a"
                                + " backup (" + firstLine(failure) + ")",
                        failure);
            default -> other(failure);
        };
    }

    private static StorageException postgresql(SQLException failure, StorageSettings settings) {
        String state = String.valueOf(failure.getSQLState());
        String server = withoutParameters(settings.url());
        if (state.startsWith("28") || state.equals("42501")) {
            return refused(server, failure);
        }
        if (state.equals("3D000")) {
            return new StorageException(
                    Reason.UNREACHABLE,
                    "PostgreSQL has no database at " + server + ": create it (createdb), or correct storage.url",
                    failure);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new StorageException(
                    Reason.UNREACHABLE,
                    "No PostgreSQL answers at " + server + ": start it, or correct storage.url (" + firstLine(failure)
                            + ")",
                    failure);
        }
        return other(failure);
    }

    private static StorageException refused(String database, SQLException failure) {
        return new StorageException(
                Reason.REFUSED,
                "The database " + database + " refuses the server: correct storage.user and storage.password ("
                        + firstLine(failure) + ")",
                failure);
    }

    private static StorageException other(Exception failure) {
        return new StorageException(Reason.OTHER, "The database cannot be opened: " + firstLine(failure), failure);
    }

    /** A password may stand there. */
    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return message.lines().findFirst().orElse(failure.getClass().getName().toLowerCase(Locale.ROOT));
    }
}
