-- The record. Append-only: once a release has used this file, a change is a new file beside it.
--
-- Kept: documents, texts, sightings, codebooks. Derived, and rebuilt by a reader or codebook: readings,
-- statements, actors, actor_facts, statement_counts, totals, search.
--
-- `place` is the order of listings as one key that sorts by its bytes: publication, name, identity
-- (src/place.rs). `folded` columns hold names apart from case, accents and punctuation (src/fold.rs).

-- "stpt": tells a ledger from the SQLite files of other programs.
PRAGMA application_id = 0x73747074;

CREATE TABLE documents (
    id            INTEGER PRIMARY KEY,
    text_id       TEXT    NOT NULL UNIQUE,            -- hash of the normalised text, 32 hexadecimal digits
    name          TEXT    NOT NULL,
    folded_name   TEXT    NOT NULL,
    locator       TEXT    NOT NULL,                   -- where it was first seen: name, format and metadata are this place's
    format        TEXT    NOT NULL,
    title         TEXT,
    outlet        TEXT,
    author        TEXT,
    published     TEXT,
    modified      TEXT,
    language      TEXT,
    url           TEXT,
    place         BLOB    NOT NULL,
    current       INTEGER NOT NULL CHECK (current IN (0, 1)),
    superseded_by INTEGER REFERENCES documents (id),
    words         INTEGER NOT NULL CHECK (words >= 0),
    statements    INTEGER NOT NULL CHECK (statements >= 0),
    sightings     INTEGER NOT NULL CHECK (sightings >= 0),
    added_at      TEXT    NOT NULL,
    CHECK (current = 0 OR superseded_by IS NULL)
) STRICT;
CREATE INDEX documents_in_order ON documents (current, place, folded_name, statements);
CREATE INDEX documents_by_outlet ON documents (outlet COLLATE NOCASE, current, place);

-- Apart from `documents`, so that listings do not read past the texts.
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    text     TEXT NOT NULL,
    passages TEXT NOT NULL,                           -- [[kind, start, end], …] in bytes
    notices  TEXT NOT NULL
) STRICT;

-- A document at a place. At most one document is current at a place.
CREATE TABLE sightings (
    document   INTEGER NOT NULL REFERENCES documents (id),
    locator    TEXT    NOT NULL,
    current    INTEGER NOT NULL CHECK (current IN (0, 1)),
    name       TEXT    NOT NULL,
    format     TEXT    NOT NULL,
    metadata   TEXT    NOT NULL,
    first_seen TEXT    NOT NULL,
    PRIMARY KEY (document, locator)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sightings_current ON sightings (locator) WHERE current = 1;

CREATE TABLE readers (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    version TEXT NOT NULL,
    UNIQUE (name, version)
) STRICT;

-- What SQL never asks for lies in compact lists.
CREATE TABLE readings (
    document  INTEGER PRIMARY KEY REFERENCES documents (id),
    reader    INTEGER NOT NULL REFERENCES readers (id),
    sentences TEXT NOT NULL,                          -- [[start, end], …]
    mentions  TEXT NOT NULL,                          -- [[start, end, kind, actor, resolution], …]
    actors    TEXT NOT NULL,                          -- as the document has them
    notices   TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_reader ON readings (reader);

CREATE TABLE actors (
    id         INTEGER PRIMARY KEY,
    key        TEXT    NOT NULL UNIQUE,               -- folded name, kind, for a lone surname the document; char(31) between
    kind       TEXT    NOT NULL CHECK (kind IN ('person', 'body', 'unnamed')),
    named      INTEGER NOT NULL CHECK (named = (kind <> 'unnamed')),
    documents  INTEGER NOT NULL DEFAULT 0 CHECK (documents >= 0),
    statements INTEGER NOT NULL DEFAULT 0 CHECK (statements >= 0)
) STRICT;
CREATE INDEX actors_by_statements ON actors (named, statements DESC, key) WHERE documents > 0;
CREATE INDEX actors_by_name ON actors (named, key) WHERE documents > 0;

-- Names, roles and affiliations with the number of documents that give them; parties with statements.
CREATE TABLE actor_facts (
    actor INTEGER NOT NULL REFERENCES actors (id),
    fact  TEXT    NOT NULL CHECK (fact IN ('name', 'role', 'affiliation', 'party')),
    value TEXT    NOT NULL,
    uses  INTEGER NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (actor, fact, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_party ON actor_facts (value, actor) WHERE fact = 'party';

-- `id` is document * 2^24 + ordinal, so that a document's statements lie together, in order.
CREATE TABLE statements (
    id              INTEGER PRIMARY KEY,
    document        INTEGER NOT NULL REFERENCES documents (id),
    ordinal         INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 16777215),
    current         INTEGER NOT NULL CHECK (current IN (0, 1)),
    place           BLOB    NOT NULL,                 -- the document's
    party           TEXT,
    issue           TEXT,
    hints           TEXT,                             -- JSON; NULL as the issue is
    mode            TEXT    NOT NULL,
    cue_kind        TEXT    NOT NULL,
    actor           INTEGER REFERENCES actors (id),
    actor_kind      TEXT,
    unnamed         INTEGER NOT NULL CHECK (unnamed IN (0, 1)),
    speaker_ordinal INTEGER,                          -- index into the reading's actors
    speaker         TEXT,
    resolution      TEXT    NOT NULL,
    parent          INTEGER,
    score           REAL    NOT NULL,
    status          TEXT    NOT NULL DEFAULT 'unreviewed',
    places          TEXT    NOT NULL,                 -- content, source, cue: [[[start, end, code point start, end], …], …]
    text            TEXT    NOT NULL,
    source_text     TEXT    NOT NULL,
    cue_text        TEXT    NOT NULL,
    CHECK (id = document * 16777216 + ordinal),
    CHECK ((issue IS NULL) = (hints IS NULL))
) STRICT;
-- Both hold every column that a filter may ask for, so that no row is read that is not shown. There is none by
-- party or issue: `statement_counts` tells the days on which such statements were published, and
-- `statements_in_order` is then read for these days only. Fewer indices, faster adding.
CREATE INDEX statements_in_order ON statements (place, ordinal, party, issue, mode, unnamed, actor) WHERE current = 1;
CREATE INDEX statements_by_actor ON statements (actor, place, ordinal, party, issue, mode, unnamed) WHERE current = 1;

-- How many statements of current documents there are of each sort on each day: totals without a scan, and
-- where to look for the rest. By day first, since a document then adds to rows that lie together.
CREATE TABLE statement_counts (
    day        INTEGER NOT NULL,                      -- YYYYMMDD of publication, 0 for undated
    party      TEXT    NOT NULL,                      -- '' for none
    issue      TEXT    NOT NULL,
    mode       TEXT    NOT NULL,
    unnamed    INTEGER NOT NULL,
    statements INTEGER NOT NULL CHECK (statements >= 0),
    PRIMARY KEY (day, party, issue, mode, unnamed)
) STRICT, WITHOUT ROWID;

CREATE TABLE totals (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    documents  INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    sightings  INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    words      INTEGER NOT NULL
) STRICT;
INSERT INTO totals VALUES (1, 0, 0, 0, 0, 0);

CREATE TABLE codebooks (
    id      INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL,
    source  TEXT    NOT NULL,                         -- the TOML as its writer wrote it
    content TEXT    NOT NULL,                         -- JSON
    current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX codebooks_current ON codebooks (current) WHERE current = 1;

-- Full text of current documents; the words themselves are stored once, in `texts`.
CREATE VIEW searchable AS
    SELECT documents.id AS id, documents.title AS title, texts.text AS text
    FROM documents JOIN texts ON texts.document = documents.id
    WHERE documents.current = 1;
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
