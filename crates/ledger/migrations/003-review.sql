-- What people said about statements and actors. Nothing in the first two tables is ever changed or removed: to
-- take a word back is another row. They name a document by its identity and a statement by its places and words,
-- so that they outlive readings, and the numbers of rows.

CREATE TABLE corrections (
    id        INTEGER PRIMARY KEY,
    at        TEXT    NOT NULL,
    coder     TEXT    NOT NULL CHECK (coder <> ''),
    why       TEXT,
    document  TEXT    NOT NULL,                       -- the identity of its text
    verdict   TEXT    NOT NULL CHECK (verdict IN ('confirm', 'reject', 'correct', 'undo')),
    undoes    INTEGER REFERENCES corrections (id),
    codebook  INTEGER REFERENCES codebooks (id),      -- in use then; NULL for none
    fixed     TEXT    NOT NULL,                       -- JSON: the values that stand from now on
    statement TEXT    NOT NULL,                       -- JSON: the statement as it was shown, places in bytes
    speaker   TEXT,                                   -- JSON: its actor then
    place     TEXT    NOT NULL,                       -- the content's first and last code point, for people
    words     TEXT    NOT NULL,                       -- of the content
    CHECK ((verdict = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX corrections_by_document ON corrections (document);
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
    SELECT raise(ABORT, 'what a person said is not changed');
END;
CREATE TRIGGER corrections_last BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'what a person said is not removed');
END;

-- Who is the same as whom. A ruling with a document holds in it alone.
CREATE TABLE actor_rulings (
    id       INTEGER PRIMARY KEY,
    at       TEXT    NOT NULL,
    coder    TEXT    NOT NULL CHECK (coder <> ''),
    why      TEXT,
    ruling   TEXT    NOT NULL CHECK (ruling IN ('merge', 'split', 'undo')),
    undoes   INTEGER REFERENCES actor_rulings (id),
    name     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    document TEXT,
    other    TEXT,                                    -- the name from now on
    CHECK ((ruling = 'undo') = (undoes IS NOT NULL)),
    CHECK ((ruling = 'split') <= (document IS NOT NULL)),
    CHECK ((ruling = 'merge') <= (other IS NOT NULL))
) STRICT;
CREATE TRIGGER actor_rulings_stay BEFORE UPDATE ON actor_rulings BEGIN
    SELECT raise(ABORT, 'what a person said is not changed');
END;
CREATE TRIGGER actor_rulings_last BEFORE DELETE ON actor_rulings BEGIN
    SELECT raise(ABORT, 'what a person said is not removed');
END;

-- Of documents with corrections: the statements and actors as the reader and the codebook alone give them.
-- `statements` and `readings` then hold what people made of it. Derived.
CREATE TABLE uncorrected (
    document   INTEGER PRIMARY KEY REFERENCES documents (id),
    actors     TEXT NOT NULL,
    statements TEXT NOT NULL
) STRICT;

-- Counts statements of one document with the same content: 0 for the first.
ALTER TABLE statements ADD COLUMN twin INTEGER NOT NULL DEFAULT 0;
-- Whether only a person's word keeps it: the reader no longer finds it.
ALTER TABLE statements ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
-- A rejected statement is not current, whatever its document is.
CREATE INDEX statements_reviewed ON statements (status, place, ordinal) WHERE status <> 'unreviewed';
CREATE INDEX statements_by_score ON statements (score, place, ordinal) WHERE current = 1 AND status = 'unreviewed';
