//! Does every stored quotation still stand in its document?

use rusqlite::Connection;
use standpoint_terms::{CodePoints, DocumentId};

use crate::check::words_at;
use crate::write::statement_ids;
use crate::{Error, ErrorKind, Result, Status, entries, review, stored};

/// One document was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// How many statements it has.
    pub statements: usize,
    /// What is wrong with it; mostly nothing.
    pub problems: Vec<Problem>,
}

/// Something in the ledger that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The number of the statement, where it is about one.
    pub statement: Option<usize>,
    /// What is wrong, as one sentence.
    pub message: String,
}

/// What came of checking the whole ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many documents were checked, superseded ones too.
    pub documents: usize,
    /// How many statements.
    pub statements: usize,
    /// How many problems the documents have.
    pub problems: usize,
    /// What is wrong with the file as a whole: its pages, references, counters, search index.
    pub file: Vec<String>,
}

impl Verified {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems == 0 && self.file.is_empty()
    }
}

pub(crate) fn verify(connection: &Connection, f: &mut dyn FnMut(Checked)) -> Result<Verified> {
    let mut verified = Verified { file: file(connection)?, ..Verified::default() };
    let mut query = connection.prepare("SELECT id, text_id, name FROM documents ORDER BY place")?;
    let documents = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for document in documents {
        let (id, text_id, name): (i64, String, String) = match document {
            Ok(document) => document,
            // A damaged page: what comes before it was checked, and the file's problems name the page.
            Err(error) => {
                verified.file.push(format!("the list of documents breaks off: {error}"));
                break;
            }
        };
        let mut checked =
            Checked { document: DocumentId::from_stored(text_id), name, statements: 0, problems: Vec::new() };
        if let Err(error) = check_document(connection, id, &mut checked) {
            checked
                .problems
                .push(Problem { statement: None, message: format!("it cannot be read: {error}") });
        }
        verified.documents += 1;
        verified.statements += checked.statements;
        verified.problems += checked.problems.len();
        f(checked);
    }
    Ok(verified)
}

fn check_document(connection: &Connection, id: i64, checked: &mut Checked) -> Result<()> {
    let document = entries::document(connection, id)?;
    let mut problem = |statement: Option<usize>, message: String| {
        checked.problems.push(Problem { statement, message });
    };
    if DocumentId::of_text(&document.text) != document.id {
        problem(None, "its text is not the one that it was added with: the hash differs".to_owned());
    }
    let points = CodePoints::new(&document.text);
    let mut query = connection.prepare_cached(
        "SELECT ordinal, places, text, source_text, cue_text, status FROM statements WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = query.query(statement_ids(id))?;
    let mut rejected = 0;
    while let Some(row) = rows.next()? {
        checked.statements += 1;
        rejected += usize::from(
            row.get_ref("status")?.as_str().is_ok_and(|status| status == Status::Rejected.name()),
        );
        let ordinal = stored::count_at(row, "ordinal")?;
        let places = stored::places_from(&row.get::<_, String>("places")?)?;
        for (fragments, (column, what)) in places.iter().zip(QUOTED) {
            let stored: String = row.get(column)?;
            let spans: Vec<_> = fragments.iter().map(|f| f.span).collect();
            match words_at(&document.text, &spans) {
                Some(words) if words == stored => {}
                Some(words) => {
                    problem(Some(ordinal), format!("{what} is {stored:?}, the document has {words:?}"));
                }
                None => problem(Some(ordinal), format!("{what} {stored:?} has a place outside its document")),
            }
            if fragments.iter().any(|f| points.of(f.span) != Some(f.code_points)) {
                problem(Some(ordinal), format!("{what} has code points that are not those of its bytes"));
            }
        }
        if places[0].is_empty() {
            problem(Some(ordinal), "it has no place in its document".to_owned());
        }
    }
    drop(rows);
    for (number, words, statement) in review::quoted(connection, &document.id)? {
        if words_at(&document.text, &statement.attribution.content).as_deref() != Some(words.as_str()) {
            problem(
                None,
                format!("correction number {number} is about {words:?}, which does not stand at its place"),
            );
        }
    }
    let entry = entries::entry(connection, id)?;
    let reading = &entry.reading;
    let mut spans = entry.document.passages.iter().map(|p| p.span);
    let mut read = reading.sentences.iter().copied().chain(reading.mentions.iter().map(|m| m.span));
    if spans.any(|s| s.of(&document.text).is_none()) || read.any(|s| s.of(&document.text).is_none()) {
        problem(None, "a passage, sentence or mention has a place outside the document".to_owned());
    }
    let counted: i64 = connection
        .prepare_cached("SELECT statements FROM documents WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let standing = checked.statements - rejected;
    if usize::try_from(counted) != Ok(standing) {
        checked.problems.push(Problem {
            statement: None,
            message: format!("it should have {counted} statements and has {standing}"),
        });
    }
    Ok(())
}

/// The columns with verbatim words, in the order of the places.
const QUOTED: [(&str, &str); 3] =
    [("text", "the quotation"), ("source_text", "the source"), ("cue_text", "the cue")];

/// What is wrong with the file as a whole.
fn file(connection: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut query = connection.prepare("PRAGMA integrity_check(20)")?;
    for line in query.query_map([], |row| row.get::<_, String>(0))? {
        let line = line.unwrap_or_else(|error| error.to_string());
        if line != "ok" {
            found.push(format!("SQLite: {line}"));
        }
    }
    let mut query = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if found.len() > 40 {
            break;
        }
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        found.push(format!("a row of {table} refers to a row of {parent} that is not there"));
    }
    for (message, sql) in SUMS {
        match connection.query_row(sql, [], |row| row.get::<_, bool>(0)) {
            Ok(true) => {}
            Ok(false) => found.push((*message).to_owned()),
            Err(error) => found.push(format!("{message}: {error}")),
        }
    }
    // With rank 1 the index is also compared with the texts. It is a command, not a change.
    let checked = connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []);
    match checked.map_err(Error::from) {
        Err(error) if error.kind() == ErrorKind::Corrupted => {
            found.push("the search index does not fit the texts".to_owned());
        }
        // A ledger that one may not write to is read all the same.
        Err(error) if error.kind() == ErrorKind::ReadOnly => {}
        other => {
            other?;
        }
    }
    Ok(found)
}

/// Counters against what they count.
const SUMS: &[(&str, &str)] = &[
    (
        "the totals do not fit the documents",
        "SELECT documents = (SELECT count(*) FROM documents WHERE current = 1)
            AND superseded = (SELECT count(*) FROM documents WHERE current = 0)
            AND sightings = (SELECT count(*) FROM sightings)
            AND statements = (SELECT coalesce(sum(statements), 0) FROM documents WHERE current = 1)
            AND words = (SELECT coalesce(sum(words), 0) FROM documents WHERE current = 1) FROM totals",
    ),
    (
        "the counters of statements do not fit the statements",
        "WITH counted AS (
            SELECT coalesce(party, '') AS party, coalesce(issue, '') AS issue, mode, unnamed, count(*) AS n
            FROM statements WHERE current = 1 GROUP BY 1, 2, 3, 4
         ), kept AS (
            SELECT party, issue, mode, unnamed, sum(statements) AS n FROM statement_counts GROUP BY 1, 2, 3, 4
         )
         SELECT NOT EXISTS (SELECT * FROM counted EXCEPT SELECT * FROM kept)
            AND NOT EXISTS (SELECT * FROM kept EXCEPT SELECT * FROM counted)",
    ),
    (
        "the counters of actors do not fit the statements",
        "SELECT NOT EXISTS (
            SELECT 1 FROM actors a WHERE a.statements <>
                (SELECT count(*) FROM statements s WHERE s.actor = a.id AND s.current = 1)
         )",
    ),
];
