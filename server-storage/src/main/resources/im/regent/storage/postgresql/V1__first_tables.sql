-- What an account owns is found by its address. An entry of a map is found by the SHA-256 of its key, for keys may be longer
-- than an index takes.
CREATE TABLE account (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    domainpart TEXT COLLATE "C" NOT NULL,
    localpart TEXT COLLATE "C" NOT NULL,
    disabled BOOLEAN NOT NULL,
    created TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX account_by_domain ON account (domainpart, localpart);

CREATE TABLE credential (
    account TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    place INTEGER NOT NULL,
    iterations INTEGER NOT NULL,
    salt BYTEA NOT NULL,
    stored_key BYTEA NOT NULL,
    server_key BYTEA NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE document (
    account TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, store)
);

CREATE TABLE map_entry (
    account TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    entry_hash BYTEA NOT NULL,
    entry_key TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, store, entry_hash)
);

CREATE TABLE journal_entry (
    account TEXT COLLATE "C" NOT NULL,
    store TEXT COLLATE "C" NOT NULL,
    id BIGINT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account, store, id)
);

CREATE TABLE counter (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    next_value BIGINT NOT NULL
);
INSERT INTO counter (name, next_value) VALUES ('journal', 1);
