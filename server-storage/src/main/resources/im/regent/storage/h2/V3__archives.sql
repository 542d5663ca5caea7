-- A contact is found by the SHA-256 of its bare address, for addresses may be longer than an index takes. The time is in
-- milliseconds since 1970, and grows with the id.
CREATE TABLE archive_entry (
    account VARCHAR(2100) NOT NULL,
    store VARCHAR(40) NOT NULL,
    id BIGINT NOT NULL,
    with_hash VARBINARY(32) NOT NULL,
    with_jid VARCHAR(3071) NOT NULL,
    stamp BIGINT NOT NULL,
    content VARCHAR(1048576) NOT NULL,
    PRIMARY KEY (account, store, id)
);
CREATE INDEX archive_by_contact ON archive_entry (account, store, with_hash, id);
CREATE INDEX archive_by_stamp ON archive_entry (account, store, stamp, id);
