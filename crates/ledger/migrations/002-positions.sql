-- What a speaker does by a statement, when it was said, and where parties stand by it. Derived like the rest of a
-- statement: made anew when the codebook, the reader or the judge of stances changes.

ALTER TABLE statements ADD COLUMN act TEXT;            -- its name, so that listings can ask for it
ALTER TABLE statements ADD COLUMN acted TEXT;          -- JSON: score and what decided it; NULL as the act is
ALTER TABLE statements ADD COLUMN said_on TEXT;        -- JSON: from, to, where the words stand, how it was worked out

-- One row for each holder and proposition of a statement, in the statement's order.
CREATE TABLE positions (
    statement   INTEGER NOT NULL REFERENCES statements (id),
    ordinal     INTEGER NOT NULL,
    holder      TEXT    NOT NULL,
    proposition TEXT    NOT NULL,
    stance      TEXT    NOT NULL CHECK (stance IN ('support', 'oppose', 'conditional')),
    hand        TEXT    NOT NULL CHECK (hand IN ('first', 'second')),
    score       REAL    NOT NULL,
    by          TEXT    NOT NULL,                      -- what decided it, for people
    condition   TEXT    NOT NULL,                      -- [[start, end, code point start, end], …]
    PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_by_cell ON positions (proposition, holder, statement);
