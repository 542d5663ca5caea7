package im.regent.storage;

/**
 * The statements that change rows. H2 and PostgreSQL differ in one thing: how a row is put in the place of another.
 *
 * <p>An address alone is the key of what belongs to an account, so one delete for each table takes all of it.
 */
enum Sql {
    INSERT_ACCOUNT("INSERT INTO account (account, domainpart, localpart, disabled, password_expired)"
            + " VALUES (?, ?, ?, ?, ?)"),
    UPDATE_ACCOUNT("UPDATE account SET disabled = ?, password_expired = ? WHERE account = ?"),
    DELETE_ACCOUNT("DELETE FROM account WHERE account = ?"),
    INSERT_CREDENTIAL("INSERT INTO credential (account, hash, place, iterations, salt, stored_key, server_key)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)"),
    DELETE_CREDENTIALS("DELETE FROM credential WHERE account = ?"),
    PUT_DOCUMENT(
            "MERGE INTO document (account, store, content) KEY (account, store) VALUES (?, ?, ?)",
            "INSERT INTO document (account, store, content) VALUES (?, ?, ?)"
                    + " ON CONFLICT (account, store) DO UPDATE SET content = EXCLUDED.content"),
    DELETE_DOCUMENT("DELETE FROM document WHERE account = ? AND store = ?"),
    DELETE_DOCUMENTS("DELETE FROM document WHERE account = ?"),
    PUT_ENTRY(
            "MERGE INTO map_entry (account, store, entry_hash, entry_key, content) KEY (account, store, entry_hash)"
                    + " VALUES (?, ?, ?, ?, ?)",
            "INSERT INTO map_entry (account, store, entry_hash, entry_key, content) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (account, store, entry_hash) DO UPDATE SET content = EXCLUDED.content"),
    DELETE_ENTRY("DELETE FROM map_entry WHERE account = ? AND store = ? AND entry_hash = ?"),
    DELETE_ENTRIES("DELETE FROM map_entry WHERE account = ?"),
    APPEND("INSERT INTO journal_entry (account, store, id, content) VALUES (?, ?, ?, ?)"),
    DELETE_APPENDED("DELETE FROM journal_entry WHERE account = ? AND store = ? AND id = ?"),
    DELETE_JOURNALS("DELETE FROM journal_entry WHERE account = ?"),
    /** The time of an entry is never before that of the entry before it, which therefore has the latest time. */
    ARCHIVE("INSERT INTO archive_entry (account, store, id, with_hash, with_jid, stamp, content)"
            + " VALUES (?, ?, ?, ?, ?, GREATEST(CAST(? AS BIGINT), COALESCE((SELECT stamp FROM archive_entry"
            + " WHERE account = ? AND store = ? ORDER BY account DESC, store DESC, id DESC LIMIT 1), 0)), ?)"),
    TRIM_UP_TO("DELETE FROM archive_entry WHERE account = ? AND store = ? AND id <= ?"),
    DELETE_ARCHIVES("DELETE FROM archive_entry WHERE account = ?");

    private final String h2;
    private final String postgresql;

    Sql(String both) {
        this(both, both);
    }

    Sql(String h2, String postgresql) {
        this.h2 = h2;
        this.postgresql = postgresql;
    }

    String on(boolean isH2) {
        return isH2 ? h2 : postgresql;
    }
}
