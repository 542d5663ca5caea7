-- A contact is found by the SHA-256 of its bare address, for addresses may be longer than an index takes. The time is in
-- milliseconds since 1970, and grows with the id.
CREATE TABLE archive_entry (
    account TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    with_hash BYTEA NOT NULL,
    with_jid TEXT COLLATE "C" NOT NULL,
    stamp BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, store, id)
);
CREATE INDEX archive_by_contact ON archive_entry (account, store, with_hash, id);
CREATE INDEX archive_by_stamp ON archive_entry (account, store, stamp, id);
