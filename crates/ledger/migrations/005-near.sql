-- Near duplicates and origins: derived from the texts and readings, and rebuilt where they are not of this version.

-- By which rules the keys were made; no row as yet: by none.
CREATE TABLE near_version (
    version INTEGER NOT NULL
) STRICT;

-- What a text is found by. A key has few rows: what stands in many texts leads to the first of them only.
CREATE TABLE near_keys (
    key      INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;

-- Near duplicates, compared exactly: shingles that both have, and that each has. `one` came first.
CREATE TABLE near (
    other        INTEGER NOT NULL REFERENCES documents (id),
    one          INTEGER NOT NULL REFERENCES documents (id),
    shared       INTEGER NOT NULL CHECK (shared >= 0),
    one_of       INTEGER NOT NULL CHECK (one_of >= shared),
    other_of     INTEGER NOT NULL CHECK (other_of >= shared),
    unbroken     INTEGER NOT NULL CHECK (unbroken IN (0, 1)),
    PRIMARY KEY (other, one)
) STRICT, WITHOUT ROWID;

-- Documents that are not in the index yet: those of an older ledger wait here.
CREATE TABLE uncompared (
    document INTEGER PRIMARY KEY REFERENCES documents (id)
) STRICT;
INSERT INTO uncompared SELECT id FROM documents;

-- From which document each takes what it tells, where that is another; right as long as `origins_stand` has a row.
CREATE TABLE origins (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    origin   INTEGER NOT NULL REFERENCES documents (id)
) STRICT;
CREATE TABLE origins_stand (
    by TEXT NOT NULL
) STRICT;
