//! What people said about statements: written, found again, laid over the record.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use standpoint_terms::{Codebook, DocumentId, Statement};

use crate::add::number;
use crate::check::words_at;
use crate::overlay::{self, Layer, Remark, fixed_by, laid_over};
use crate::replace::rewrite;
use crate::stored::{self, damaged, json};
use crate::tally::Tally;
use crate::write::{Actors, countable, is_current};
use crate::{
    Anchor, Coded, Correction, Entry, Error, ErrorKind, Opinion, Result, Shown, StatementId, StatementRow,
    Status, Verdict, View, entries, statements,
};

/// Writes what a person says about a statement, and makes the document's rows anew by it; the number of the new row.
pub(crate) fn review(connection: &mut Connection, anchor: &Anchor, opinion: &Opinion) -> Result<i64> {
    if opinion.coder.trim().is_empty() {
        return Err(refused("a correction needs the name of its coder"));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(id) = number(&transaction, &anchor.document)? else {
        return Err(unknown(&format!("there is no document {}", anchor.document)));
    };
    let text = entries::document(&transaction, id)?.text;
    if words_at(&text, &anchor.content).as_deref() != Some(anchor.words.as_str()) {
        return Err(unknown("the words of the statement do not stand at its place"));
    }
    let Some(Shown { statement, speaker, .. }) =
        shown_to(&transaction, anchor, &opinion.coder, opinion.view)?
    else {
        return Err(unknown("the statement is no longer there; it was read anew meanwhile"));
    };
    let undoes = match opinion.verdict {
        Verdict::Undo => Some(last_standing(&transaction, &anchor.document, &statement, &opinion.coder)?),
        _ => None,
    };
    let codebook: Option<i64> = transaction
        .prepare_cached("SELECT id FROM codebooks WHERE current = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let coded = codebook.is_some();
    let fixed = fixed_by(opinion.verdict, opinion.rest, &opinion.fixed, &statement, speaker.as_ref(), coded);
    if opinion.verdict == Verdict::Correct && fixed.is_empty() {
        return Err(refused("the correction names no value"));
    }
    transaction
        .prepare_cached(
            "INSERT INTO corrections (at, coder, why, document, verdict, undoes, codebook, fixed, statement, speaker,
             place, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            opinion.at.to_string(),
            opinion.coder.trim(),
            opinion.why,
            anchor.document.as_str(),
            opinion.verdict.name(),
            undoes,
            codebook,
            json(&fixed)?,
            json(&statement)?,
            speaker.as_ref().map(json).transpose()?,
            place(&text, anchor).ok_or_else(|| damaged("a place outside its document"))?,
            anchor.words,
        ])?;
    let written = transaction.last_insert_rowid();
    let machine = uncorrected(&transaction, id)?;
    let old = countable(&transaction, id)?;
    let new = rewrite(&transaction, &mut Actors::default(), id, &machine)?;
    if is_current(&transaction, id)? {
        let mut tally = Tally::default();
        tally.replace(&old, &new);
        tally.write(&transaction)?;
    }
    crate::near::forget_origins(&transaction)?;
    transaction.commit()?;
    Ok(written)
}

/// The document's statements as everybody sees them, or as a coder who sees no other one's corrections.
pub(crate) fn layer(
    connection: &Connection,
    id: i64,
    document: &DocumentId,
    view: View,
    coder: &str,
) -> Result<Layer> {
    let machine = uncorrected(connection, id)?;
    let machine = Layer::unreviewed(machine.reading.actors, machine.statements);
    let mut remarks = remarks(connection, document)?;
    if view == View::Own {
        remarks.retain(|remark| remark.coder == coder.trim());
    }
    Ok(laid_over(&machine, &overlay::reviews(&remarks)))
}

/// The coder's last word on a statement that nothing took back.
fn last_standing(
    connection: &Connection,
    document: &DocumentId,
    statement: &Statement,
    coder: &str,
) -> Result<i64> {
    let rows = standing(connection, document)?;
    let remarks: Vec<Remark> = rows.iter().map(|(_, remark)| remark.clone()).collect();
    let reviews = overlay::reviews(&remarks);
    let about = overlay::find(&reviews, statement);
    let own = rows.iter().rev().find(|(_, remark)| {
        remark.coder == coder.trim() && about.is_some() && overlay::find(&reviews, &remark.statement) == about
    });
    own.map(|(number, _)| *number)
        .ok_or_else(|| unknown(&format!("{:?} has said nothing about this statement", coder.trim())))
}

/// Document number `id` as its reader and codebook give it, whatever people said.
pub(crate) fn uncorrected(connection: &Connection, id: i64) -> Result<Entry> {
    let mut entry = entries::entry(connection, id)?;
    let stored: Option<(String, String)> = connection
        .prepare_cached("SELECT actors, statements FROM uncorrected WHERE document = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((actors, statements)) = stored {
        entry.reading.actors = serde_json::from_str(&actors)?;
        entry.statements = serde_json::from_str(&statements)?;
        entry.reading.attributions = entry.statements.iter().map(|s| s.attribution.clone()).collect();
    }
    Ok(entry)
}

/// What is to be written of an entry: the words of people laid over it, if there are any. It keeps beside that how
/// the entry was.
pub(crate) fn lay_over(connection: &Connection, id: i64, entry: &Entry) -> Result<Layer> {
    let machine = Layer::unreviewed(entry.reading.actors.clone(), entry.statements.clone());
    let remarks = remarks(connection, &entry.document.id)?;
    connection.prepare_cached("DELETE FROM uncorrected WHERE document = ?1")?.execute([id])?;
    if remarks.is_empty() {
        return Ok(machine);
    }
    connection
        .prepare_cached("INSERT INTO uncorrected (document, actors, statements) VALUES (?1, ?2, ?3)")?
        .execute(params![id, json(&machine.actors)?, json(&machine.statements)?])?;
    Ok(laid_over(&machine, &overlay::reviews(&remarks)))
}

/// A statement as a coder sees it, with its actor and status; `None` where it is not there.
pub(crate) fn shown_to(
    connection: &Connection,
    anchor: &Anchor,
    coder: &str,
    view: View,
) -> Result<Option<Shown>> {
    let Some(id) = number(connection, &anchor.document)? else { return Ok(None) };
    let layer = layer(connection, id, &anchor.document, view, coder)?;
    let at = layer
        .statements
        .iter()
        .position(|s| s.attribution.content == anchor.content && s.attribution.source == anchor.source);
    Ok(at.map(|at| {
        let statement = layer.statements[at].clone();
        let speaker = statement.attribution.speaker.and_then(|at| layer.actors.get(at)).cloned();
        Shown { statement, speaker, status: layer.marks[at].status }
    }))
}

/// Statements of current documents that wait for a coder, the least certain first. In the shared view they are those
/// that nobody looked at, in the coder's own those that this coder did not.
pub(crate) fn queue(connection: &Connection, coder: &str, view: View, limit: usize) -> Result<Vec<Anchor>> {
    let mut query = connection.prepare(
        "SELECT id FROM statements INDEXED BY statements_by_score WHERE current = 1 AND status = 'unreviewed'
         AND (?1 OR document NOT IN (SELECT document FROM uncorrected)) ORDER BY score, place, ordinal LIMIT ?2",
    )?;
    let numbers = query.query_map((view == View::Shared, stored::int(limit)), |row| row.get(0))?;
    let numbers: Vec<i64> = numbers.collect::<Result<_, _>>()?;
    let mut waiting = Vec::new();
    for number in numbers {
        let row = statements::row(connection, number)?;
        waiting.push((row.score, Anchor::from(&row)));
    }
    if view == View::Own {
        let mut query = connection.prepare(
            "SELECT d.id, d.text_id FROM uncorrected u JOIN documents d ON d.id = u.document
             WHERE d.current = 1 ORDER BY d.place",
        )?;
        let documents = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let documents: Vec<(i64, String)> = documents.collect::<Result<_, _>>()?;
        for (id, document) in documents {
            let document = DocumentId::from_stored(document);
            let text = entries::document(connection, id)?.text;
            let layer = layer(connection, id, &document, view, coder)?;
            let unseen =
                layer.statements.iter().zip(&layer.marks).filter(|(_, m)| m.status == Status::Unreviewed);
            for (statement, _) in unseen {
                let a = &statement.attribution;
                let anchor = Anchor {
                    document: document.clone(),
                    content: a.content.clone(),
                    source: a.source.clone(),
                    words: words_at(&text, &a.content).unwrap_or_default(),
                };
                waiting.push((a.score, anchor));
            }
        }
        // Stable: among the equally sure the order of the documents stays.
        waiting.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        waiting.truncate(limit);
    }
    Ok(waiting.into_iter().map(|(_, anchor)| anchor).collect())
}

/// The words that corrections of a document are about: number, words, statement.
pub(crate) fn quoted(
    connection: &Connection,
    document: &DocumentId,
) -> Result<Vec<(i64, String, Statement)>> {
    let mut query = connection
        .prepare_cached("SELECT id, words, statement FROM corrections WHERE document = ?1 ORDER BY id")?;
    let mut rows = query.query([document.as_str()])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push((row.get(0)?, row.get(1)?, serde_json::from_str(&row.get::<_, String>(2)?)?));
    }
    Ok(out)
}

/// What each coder said, statement by statement.
pub(crate) fn coded(connection: &Connection) -> Result<Vec<Coded>> {
    let mut query = connection.prepare("SELECT DISTINCT document FROM corrections ORDER BY document")?;
    let documents: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for document in documents {
        let document = DocumentId::from_stored(document);
        let remarks = remarks(connection, &document)?;
        let reviews = overlay::reviews(&remarks);
        let mut coded: Vec<Coded> =
            reviews.iter().map(|_| Coded { document: document.clone(), coders: BTreeMap::new() }).collect();
        for remark in &remarks {
            let Some(at) = overlay::find(&reviews, &remark.statement) else { continue };
            let (status, fixed) = coded[at].coders.entry(remark.coder.clone()).or_default();
            *status = overlay::status_after(remark.verdict);
            fixed.overrule(&remark.fixed);
        }
        all.extend(coded);
    }
    Ok(all)
}

fn remarks(connection: &Connection, document: &DocumentId) -> Result<Vec<Remark>> {
    Ok(standing(connection, document)?.into_iter().map(|(_, remark)| remark).collect())
}

/// The corrections that stand, by number, in order of time.
fn standing(connection: &Connection, document: &DocumentId) -> Result<Vec<(i64, Remark)>> {
    let mut query = connection.prepare_cached(
        "SELECT id, coder, verdict, codebook, fixed, statement, speaker FROM corrections c
         WHERE document = ?1 AND verdict <> 'undo'
         AND NOT EXISTS (SELECT 1 FROM corrections u WHERE u.document = ?1 AND u.undoes = c.id) ORDER BY id",
    )?;
    let mut rows = query.query([document.as_str()])?;
    let mut known: HashMap<i64, Rc<BTreeSet<String>>> = HashMap::new();
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let propositions = match row.get::<_, Option<i64>>("codebook")? {
            None => Rc::default(),
            Some(codebook) => match known.get(&codebook) {
                Some(propositions) => Rc::clone(propositions),
                None => {
                    let propositions = Rc::new(propositions(connection, codebook)?);
                    known.insert(codebook, Rc::clone(&propositions));
                    propositions
                }
            },
        };
        let speaker: Option<String> = row.get("speaker")?;
        let remark = Remark {
            coder: row.get("coder")?,
            verdict: stored::named_at(row, "verdict")?,
            fixed: serde_json::from_str(&row.get::<_, String>("fixed")?)?,
            statement: serde_json::from_str(&row.get::<_, String>("statement")?)?,
            speaker: speaker.map(|json| serde_json::from_str(&json)).transpose()?,
            propositions,
        };
        out.push((row.get("id")?, remark));
    }
    Ok(out)
}

fn propositions(connection: &Connection, codebook: i64) -> Result<BTreeSet<String>> {
    let content: String = connection
        .prepare_cached("SELECT content FROM codebooks WHERE id = ?1")?
        .query_row([codebook], |row| row.get(0))?;
    let codebook: Codebook = serde_json::from_str(&content)?;
    Ok(codebook.propositions.into_iter().map(|proposition| proposition.id).collect())
}

/// All that was said about statements, in order of time.
pub(crate) fn corrections(connection: &Connection) -> Result<Vec<Correction>> {
    let mut query = connection.prepare(
        "SELECT c.*, EXISTS (SELECT 1 FROM corrections u WHERE u.undoes = c.id) AS undone FROM corrections c ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(correction(row)?);
    }
    Ok(out)
}

fn correction(row: &Row<'_>) -> Result<Correction> {
    let document = stored::document_id_at(row, "document")?;
    let place: String = row.get("place")?;
    let (start, end) = place
        .split_once('-')
        .and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)))
        .ok_or_else(|| damaged("a correction without a place"))?;
    let undone: bool = row.get("undone")?;
    let undoes: Option<i64> = row.get("undoes")?;
    Ok(Correction {
        number: row.get("id")?,
        at: stored::moment(&row.get::<_, String>("at")?)?,
        coder: row.get("coder")?,
        why: row.get("why")?,
        statement: StatementId::new(&document, start, end, 0),
        document,
        words: row.get("words")?,
        verdict: stored::named_at(row, "verdict")?,
        fixed: serde_json::from_str(&row.get::<_, String>("fixed")?)?,
        undoes,
        stands: !undone && undoes.is_none(),
    })
}

fn place(text: &str, anchor: &Anchor) -> Option<String> {
    let points = standpoint_terms::CodePoints::new(text);
    let first = points.at(anchor.content.first()?.start)?;
    let last = points.at(anchor.content.last()?.end)?;
    Some(format!("{first}-{last}"))
}

/// The statement of that name, rejected or not.
pub(crate) fn named(connection: &Connection, id: &StatementId) -> Result<StatementRow> {
    let mut query = connection.prepare_cached(
        "SELECT id FROM documents WHERE text_id >= ?1 AND text_id < ?1 || 'g' ORDER BY text_id LIMIT 3",
    )?;
    let documents: Vec<i64> = query.query_map([&id.document], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let document = match documents[..] {
        [document] => document,
        [] => return Err(unknown(&format!("no document's identity begins with {}", id.document))),
        _ => return Err(unknown(&format!("the identities of several documents begin with {}", id.document))),
    };
    let (first, last) = crate::write::statement_ids(document);
    let mut query =
        connection.prepare_cached("SELECT id FROM statements WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let numbers: Vec<i64> = query.query_map([first, last], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut near = Vec::new();
    for number in numbers {
        let row = statements::row(connection, number)?;
        let there = row.id();
        if (there.start, there.end, there.twin) == (id.start, id.end, id.twin) {
            return Ok(row);
        }
        if there.start < id.end && id.start < there.end {
            near.push(there.to_string());
        }
    }
    let near = match near.len() {
        0 => "no statement stands there".to_owned(),
        _ => format!("what stands there is {}", near.join(", ")),
    };
    Err(unknown(&format!("the document has no statement {id}: {near}")))
}

/// A statement that was named is not there.
pub(crate) fn unknown(what: &str) -> Error {
    Error::new(ErrorKind::NoStatement, format!("cannot do that: {what}"))
}

fn refused(what: &str) -> Error {
    Error::new(ErrorKind::Refused, format!("refuses this: {what}"))
}
