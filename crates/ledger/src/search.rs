//! Full text.

use rusqlite::{Connection, params};

use crate::fold::folded_words;
use crate::query::{Query, Wanted, parse};
use crate::snippet::snippet;
use crate::stored::int;
use crate::write::statement_ids;
use crate::{Hit, Page, Result, StatementRow, documents, entries, statements};

/// Up to this many documents are put in order by how well they fit. A word that more of them have tells them
/// apart no longer, and scoring each would take longer than a person waits: then the latest come first.
const RANKED_AT_MOST: usize = 5_000;

/// How many statements of a document are looked through for the words.
const LOOKED_THROUGH: i64 = 2_000;

pub(crate) fn search(connection: &Connection, typed: &str, limit: usize, offset: usize) -> Result<Page<Hit>> {
    let query = parse(typed)?;
    // In ascending order, as the index has them.
    let mut all =
        connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid")?;
    let all: Vec<i64> = all.query_map([&query.expression], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let ids = if all.len() <= RANKED_AT_MOST {
        ranked(connection, &query, limit, offset)?
    } else {
        latest(connection, &all, limit, offset)?
    };
    let rows = ids.into_iter().map(|id| hit(connection, &query, id)).collect::<Result<_>>()?;
    Ok(Page { rows, total: all.len() })
}

fn ranked(connection: &Connection, query: &Query, limit: usize, offset: usize) -> Result<Vec<i64>> {
    let mut found = connection.prepare_cached(
        "SELECT d.id FROM search JOIN documents d ON d.id = search.rowid WHERE search MATCH ?1
         ORDER BY bm25(search, 4.0, 1.0), d.place LIMIT ?2 OFFSET ?3",
    )?;
    let ids = found.query_map(params![query.expression, int(limit), int(offset)], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn latest(connection: &Connection, found: &[i64], limit: usize, offset: usize) -> Result<Vec<i64>> {
    let mut documents = connection.prepare_cached(
        "SELECT id FROM documents INDEXED BY documents_in_order WHERE current = 1 ORDER BY place DESC",
    )?;
    let mut rows = documents.query([])?;
    let (mut ids, mut skip) = (Vec::new(), offset);
    while ids.len() < limit
        && let Some(row) = rows.next()?
    {
        let id = row.get(0)?;
        if found.binary_search(&id).is_err() {
            continue;
        }
        if skip > 0 {
            skip -= 1;
        } else {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn hit(connection: &Connection, query: &Query, id: i64) -> Result<Hit> {
    let document = entries::document(connection, id)?;
    let title = document.metadata.title.as_deref().unwrap_or_default();
    let best = snippet(&document.text, &query.wanted).or_else(|| snippet(title, &query.wanted));
    Ok(Hit {
        document: documents::row(connection, id)?,
        snippet: best.unwrap_or_default(),
        statements: matching(connection, &query.wanted, id)?,
    })
}

fn matching(connection: &Connection, wanted: &[Wanted], id: i64) -> Result<Vec<StatementRow>> {
    let mut query = connection.prepare_cached(
        "SELECT id, text, speaker FROM statements WHERE id BETWEEN ?1 AND ?2 AND status <> 'rejected' ORDER BY id LIMIT ?3",
    )?;
    let (first, last) = statement_ids(id);
    let mut rows = query.query([first, last, LOOKED_THROUGH])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, speaker): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        let (text, speaker) = (folded_words(&text), folded_words(&speaker.unwrap_or_default()));
        if wanted.iter().any(|w| w.is_in(&text) || w.is_in(&speaker)) {
            found.push(statements::row(connection, row.get(0)?)?);
            if found.len() == Hit::STATEMENTS {
                break;
            }
        }
    }
    Ok(found)
}
