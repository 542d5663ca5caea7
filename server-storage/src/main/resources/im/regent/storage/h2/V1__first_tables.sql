-- What an account owns is found by its address. An entry of a map is found by the SHA-256 of its key, for keys may be longer
-- than an index takes.
CREATE TABLE account (
    account VARCHAR(2100) NOT NULL PRIMARY KEY,
    domainpart VARCHAR(1023) NOT NULL,
    localpart VARCHAR(1023) NOT NULL,
    disabled BOOLEAN NOT NULL,
    created TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX account_by_domain ON account (domainpart, localpart);

CREATE TABLE credential (
    account VARCHAR(2100) NOT NULL,
    hash VARCHAR(20) NOT NULL,
    place INTEGER NOT NULL,
    iterations INTEGER NOT NULL,
    salt VARBINARY(1000) NOT NULL,
    stored_key VARBINARY(1000) NOT NULL,
    server_key VARBINARY(1000) NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE document (
    account VARCHAR(2100) NOT NULL,
    store VARCHAR(40) NOT NULL,
    content VARCHAR(1048576) NOT NULL,
    PRIMARY KEY (account, store)
);

CREATE TABLE map_entry (
    account VARCHAR(2100) NOT NULL,
    store VARCHAR(40) NOT NULL,
    entry_hash VARBINARY(32) NOT NULL,
    entry_key VARCHAR(3071) NOT NULL,
    content VARCHAR(1048576) NOT NULL,
    PRIMARY KEY (account, store, entry_hash)
);

CREATE TABLE journal_entry (
    account VARCHAR(2100) NOT NULL,
    store VARCHAR(40) NOT NULL,
    id BIGINT NOT NULL,
    content VARCHAR(1048576) NOT NULL,
    PRIMARY KEY (account, store, id)
);

CREATE TABLE counter (
    name VARCHAR(40) NOT NULL PRIMARY KEY,
    next_value BIGINT NOT NULL
);
INSERT INTO counter (name, next_value) VALUES ('journal', 1);
