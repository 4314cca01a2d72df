//! Databases of Discourse Network Analyzer: hand-coded statements of other projects.
//!
//! Their tables are those of version 3 (`DOCUMENTS`, `STATEMENTS`, `VARIABLES`, `ENTITIES`, `DATA…`). The file is only
//! read, and nothing in it is trusted: views and triggers of the file run no functions, offsets may lie outside the text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use standpoint_terms::{Moment, Span, Stance};
use thiserror::Error;

/// A database of Discourse Network Analyzer, as far as it says who stands where.
#[derive(Clone, Debug, PartialEq)]
pub struct DnaRecord {
    /// By the database's own order.
    pub documents: Vec<DnaDocument>,
    /// In the order of documents and places.
    pub statements: Vec<DnaStatement>,
    /// What was left out, in words: statements of other types, places outside their text.
    pub left_out: Vec<String>,
    /// Which statement type and variables were read.
    pub variables: DnaVariables,
}

/// One document of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DnaDocument {
    /// Its number there.
    pub id: i64,
    /// Title.
    pub title: String,
    /// The text as it stands there, which the places point into.
    pub text: String,
    /// Who wrote it; empty where unknown.
    pub author: String,
    /// Paper, committee, station; empty where unknown.
    pub source: String,
    /// When, to the second, in UTC.
    pub date: Moment,
}

/// One coded statement.
#[derive(Clone, Debug, PartialEq)]
pub struct DnaStatement {
    /// The number of its document.
    pub document: i64,
    /// Where, in bytes of the document's text.
    pub place: Span,
    /// The person who speaks; empty where none is coded.
    pub person: String,
    /// The body the person speaks for; empty where none is coded.
    pub organization: String,
    /// The concept (a proposition).
    pub concept: String,
    /// Whether it agrees with the concept.
    pub stance: Stance,
    /// Who coded it.
    pub coder: String,
}

/// Which of its statement types and variables are read. What is `None` is found by its usual name or by its type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DnaVariables {
    /// The statement type ("DNA Statement").
    pub statement_type: Option<String>,
    /// The variable of persons.
    pub person: Option<String>,
    /// The variable of bodies.
    pub organization: Option<String>,
    /// The variable of concepts.
    pub concept: Option<String>,
    /// The variable that says whether one agrees: true or false, or a whole number (above 0, below 0, 0 between).
    pub qualifier: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum DnaError {
    /// It is no such database, or of another version.
    #[error(
        "{path}: is not a database of Discourse Network Analyzer 3 ({why}); export or convert it there, or name a .dna file"
    )]
    NotOne {
        /// The file.
        path: PathBuf,
        /// What is missing.
        why: String,
    },
    /// It has no such statement type or variable.
    #[error("{path}: has no {what}; it has: {known}")]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        what: String,
        /// What there is.
        known: String,
    },
    /// SQLite says no.
    #[error("{path}: cannot be read: {source}; see that it is whole and not open in another program")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// Reads a database; it is left as it is.
///
/// # Errors
/// When the file is no such database, lacks the variables, or is damaged. The message names the file.
pub fn read_dna(path: &Path, wanted: &DnaVariables) -> Result<DnaRecord, DnaError> {
    let failed = |source| DnaError::Read { path: path.to_path_buf(), source };
    if !path.is_file() {
        return Err(DnaError::NotOne { path: path.to_path_buf(), why: "there is no such file".to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;").map_err(failed)?;
    for table in ["DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "DATASHORTTEXT"] {
        if !has_table(&connection, table).map_err(|source| not_one(path, &source.to_string()))? {
            return Err(not_one(path, &format!("it has no table {table}")));
        }
    }
    let chosen = choose(&connection, path, wanted)?;
    read(&connection, &chosen).map_err(failed)
}

fn not_one(path: &Path, why: &str) -> DnaError {
    DnaError::NotOne { path: path.to_path_buf(), why: why.to_owned() }
}

fn has_table(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE";
    connection.query_row(sql, [name], |_| Ok(())).optional().map(|found| found.is_some())
}

/// The chosen statement type and variables, by number and name. A person or organization may be missing.
struct Chosen {
    kind: (i64, String),
    person: Option<(i64, String)>,
    organization: Option<(i64, String)>,
    concept: (i64, String),
    qualifier: (i64, String),
    /// `true`: the qualifier is true or false; else a whole number.
    boolean: bool,
}

struct Variable {
    id: i64,
    name: String,
    kind: String,
}

fn choose(connection: &Connection, path: &Path, wanted: &DnaVariables) -> Result<Chosen, DnaError> {
    let failed = |source| DnaError::Read { path: path.to_path_buf(), source };
    let types = statement_types(connection).map_err(failed)?;
    let unknown = |what: String, known: Vec<&str>| DnaError::Unknown {
        path: path.to_path_buf(),
        what,
        known: if known.is_empty() { "none".to_owned() } else { known.join(", ") },
    };
    for (id, label) in &types {
        if wanted.statement_type.as_ref().is_some_and(|w| !w.eq_ignore_ascii_case(label)) {
            continue;
        }
        let variables = variables_of(connection, *id).map_err(failed)?;
        let texts: Vec<&Variable> = variables.iter().filter(|v| v.kind == "short text").collect();
        let qualifiers: Vec<&Variable> =
            variables.iter().filter(|v| v.kind == "boolean" || v.kind == "integer").collect();
        if texts.is_empty() || qualifiers.is_empty() {
            continue;
        }
        let asked = |name: &Option<String>, among: &[&Variable], usual: &[&str]| {
            let find = |n: &str| {
                among.iter().find(|v| v.name.eq_ignore_ascii_case(n)).map(|v| (v.id, v.name.clone()))
            };
            match name {
                Some(name) => find(name).map(Some).ok_or_else(|| {
                    unknown(
                        format!("variable {name:?} in {label:?}"),
                        variables.iter().map(|v| v.name.as_str()).collect(),
                    )
                }),
                None => Ok(usual.iter().find_map(|n| find(n))),
            }
        };
        let person = asked(&wanted.person, &texts, &["person", "speaker", "actor"])?;
        let organization = asked(&wanted.organization, &texts, &["organization", "organisation", "party"])?;
        let concept = asked(&wanted.concept, &texts, &["concept", "category", "proposition"])?;
        let qualifier = asked(&wanted.qualifier, &qualifiers, &["agreement"])?
            .or_else(|| qualifiers.first().map(|v| (v.id, v.name.clone())));
        if let (Some(concept), Some(qualifier), true) =
            (concept, qualifier, person.is_some() || organization.is_some())
        {
            let boolean = qualifiers.iter().any(|v| v.id == qualifier.0 && v.kind == "boolean");
            return Ok(Chosen {
                kind: (*id, label.clone()),
                person,
                organization,
                concept,
                qualifier,
                boolean,
            });
        }
    }
    let what = wanted.statement_type.as_ref().map_or_else(
        || {
            "statement type with a person or organization, a concept and a qualifier (name its variables)"
                .to_owned()
        },
        |name| format!("statement type {name:?} with a person or organization, a concept and a qualifier"),
    );
    Err(unknown(what, types.iter().map(|(_, label)| label.as_str()).collect()))
}

fn statement_types(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut query = connection.prepare("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn variables_of(connection: &Connection, kind: i64) -> rusqlite::Result<Vec<Variable>> {
    let sql = "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ?1 ORDER BY ID";
    let mut query = connection.prepare(sql)?;
    query
        .query_map([kind], |row| Ok(Variable { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)? }))?
        .collect()
}

fn read(connection: &Connection, chosen: &Chosen) -> rusqlite::Result<DnaRecord> {
    let documents = documents(connection)?;
    let mut left_out = Vec::new();
    let others: i64 = connection.query_row(
        "SELECT count(*) FROM STATEMENTS WHERE StatementTypeId <> ?1",
        [chosen.kind.0],
        |row| row.get(0),
    )?;
    if others > 0 {
        left_out.push(format!("{others} of other types than {:?}", chosen.kind.1));
    }
    let statements = statements(connection, chosen, &documents, &mut left_out)?;
    let name = |v: &Option<(i64, String)>| v.as_ref().map(|(_, name)| name.clone());
    let variables = DnaVariables {
        statement_type: Some(chosen.kind.1.clone()),
        person: name(&chosen.person),
        organization: name(&chosen.organization),
        concept: Some(chosen.concept.1.clone()),
        qualifier: Some(chosen.qualifier.1.clone()),
    };
    Ok(DnaRecord { documents, statements, left_out, variables })
}

fn documents(connection: &Connection) -> rusqlite::Result<Vec<DnaDocument>> {
    let mut query =
        connection.prepare("SELECT ID, Title, Text, Author, Source, Date FROM DOCUMENTS ORDER BY ID")?;
    query
        .query_map([], |row| {
            Ok(DnaDocument {
                id: row.get(0)?,
                title: row.get(1)?,
                text: row.get(2)?,
                author: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                source: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                date: Moment::from_unix_seconds(row.get(5)?),
            })
        })?
        .collect()
}

fn statements(
    connection: &Connection,
    chosen: &Chosen,
    documents: &[DnaDocument],
    left_out: &mut Vec<String>,
) -> rusqlite::Result<Vec<DnaStatement>> {
    let by_id: BTreeMap<i64, &DnaDocument> = documents.iter().map(|d| (d.id, d)).collect();
    let qualifiers = if chosen.boolean { "DATABOOLEAN" } else { "DATAINTEGER" };
    // The table's name is one of the two above; nothing of the file becomes SQL.
    let sql = format!(
        "SELECT s.ID, s.DocumentId, s.Start, s.Stop, coalesce(c.Name, ''), q.Value, k.Value, \
                coalesce(p.Value, ''), coalesce(o.Value, '') \
         FROM STATEMENTS s \
         JOIN {qualifiers} q ON q.StatementId = s.ID AND q.VariableId = ?2 \
         JOIN DATASHORTTEXT kd ON kd.StatementId = s.ID AND kd.VariableId = ?3 JOIN ENTITIES k ON k.ID = kd.Entity \
         LEFT JOIN DATASHORTTEXT pd ON pd.StatementId = s.ID AND pd.VariableId = ?4 LEFT JOIN ENTITIES p ON p.ID = pd.Entity \
         LEFT JOIN DATASHORTTEXT od ON od.StatementId = s.ID AND od.VariableId = ?5 LEFT JOIN ENTITIES o ON o.ID = od.Entity \
         LEFT JOIN CODERS c ON c.ID = s.Coder \
         WHERE s.StatementTypeId = ?1 ORDER BY s.DocumentId, s.Start, s.Stop, s.ID"
    );
    let mut query = connection.prepare(&sql)?;
    let (person, organization) =
        (chosen.person.as_ref().map(|v| v.0), chosen.organization.as_ref().map(|v| v.0));
    let mut rows =
        query.query((chosen.kind.0, chosen.qualifier.0, chosen.concept.0, person, organization))?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, document): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (start, stop): (i64, i64) = (row.get(2)?, row.get(3)?);
        let place = by_id.get(&document).and_then(|d| bytes_of(&d.text, start, stop));
        let (concept, value): (String, i64) = (row.get(6)?, row.get(5)?);
        let Some(place) = place.filter(|_| !concept.is_empty()) else {
            left_out
                .push(format!("statement {id}: its place ({start} to {stop}) or its concept is not there"));
            continue;
        };
        out.push(DnaStatement {
            document,
            place,
            person: row.get(7)?,
            organization: row.get(8)?,
            concept,
            stance: stance(value, chosen.boolean),
            coder: row.get(4)?,
        });
    }
    Ok(out)
}

fn stance(value: i64, boolean: bool) -> Stance {
    match value {
        0 if boolean => Stance::Oppose,
        0 => Stance::Conditional,
        value if value < 0 => Stance::Oppose,
        _ => Stance::Support,
    }
}

/// The bytes of a range that counts UTF-16 units, as Java strings do; `None` where it lies outside the text or cuts a
/// character in two.
fn bytes_of(text: &str, start: i64, stop: i64) -> Option<Span> {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    let (mut units, mut from) = (0, None);
    for (at, character) in text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]) {
        if units == start {
            from = Some(at);
        }
        if units >= stop {
            return from.filter(|from| units == stop && *from < at).map(|from| Span::new(from, at));
        }
        units += character.map_or(0, char::len_utf16);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bytes_of;

    /// Checks what a range in UTF-16 units means in a text.
    fn check(text: &str, start: i64, stop: i64, expected: Option<&str>) {
        assert_eq!(bytes_of(text, start, stop).and_then(|span| span.of(text)), expected);
    }

    #[test]
    fn utf16_units_become_bytes() {
        check("Ödön says 🎻 no", 0, 4, Some("Ödön"));
        check("Ödön says 🎻 no", 10, 12, Some("🎻"));
        check("Ödön says 🎻 no", 13, 15, Some("no"));
        check("Ödön says 🎻 no", 11, 13, None);
        check("no", 1, 9, None);
        check("no", -1, 1, None);
        check("no", 1, 1, None);
    }
}
