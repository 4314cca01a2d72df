//! Documents come in.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use standpoint_terms::{Document, DocumentId, Moment};

use crate::check::{check_entry, refused};
use crate::stored::json;
use crate::tally::Tally;
use crate::write::{Actors, describe, insert_document, retire, revive, write_reading};
use crate::{Added, Comparer, Entry, Known, Result, near};

pub(crate) fn known(connection: &Connection, id: &DocumentId, locator: &str) -> Result<Known> {
    match standing(connection, locator)? {
        Some((_, there)) if there == id.as_str() => return Ok(Known::Unchanged),
        Some((_, there)) => return Ok(Known::Edited { of: DocumentId::from_stored(there) }),
        None => {}
    }
    Ok(if number(connection, id)?.is_some() { Known::Elsewhere } else { Known::No })
}

pub(crate) fn add(
    connection: &mut Connection,
    entries: &[Entry],
    comparer: Option<&dyn Comparer>,
    at: Moment,
) -> Result<Vec<Added>> {
    entries.iter().try_for_each(check_entry)?;
    // Immediate: the lock is taken before anything is read, so that two processes never wait for each other.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(comparer) = comparer {
        near::prepare(&transaction, comparer)?;
    }
    let mut tally = Tally::default();
    let mut actors = Actors::default();
    let mut added = Vec::with_capacity(entries.len());
    for entry in entries {
        let document = &entry.document;
        let known = number(&transaction, &document.id)?;
        let id = match known {
            Some(id) => id,
            None => {
                let id = insert_document(&transaction, document, entry.statements.len(), at)?;
                tally.include(&write_reading(&transaction, &mut actors, id, entry, true)?);
                match comparer {
                    Some(comparer) => near::enter(&transaction, comparer, id, &document.text)?,
                    None => near::leave_out(&transaction, id)?,
                }
                id
            }
        };
        added.push(match (stand(&transaction, &mut tally, id, document, at)?, known) {
            (Stood::Already | Stood::Described, _) => Added::Unchanged,
            (Stood::InPlaceOf(of), _) => Added::NewVersion { of },
            (Stood::Here, Some(_)) => Added::SeenElsewhere,
            (Stood::Here, None) => Added::New,
        });
    }
    if !added.is_empty() {
        near::forget_origins(&transaction)?;
    }
    tally.write(&transaction)?;
    transaction.commit()?;
    Ok(added)
}

pub(crate) fn see(connection: &mut Connection, document: &Document, at: Moment) -> Result<bool> {
    // Mostly there is nothing to write, and then other processes need not wait.
    if is_as_seen(connection, document)? {
        return Ok(false);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(id) = number(&transaction, &document.id)? else {
        return Err(refused(&document.name, "its text is not in the ledger, so it cannot be seen again"));
    };
    let mut tally = Tally::default();
    let stood = stand(&transaction, &mut tally, id, document, at)?;
    near::forget_origins(&transaction)?;
    tally.write(&transaction)?;
    transaction.commit()?;
    Ok(!matches!(stood, Stood::Already))
}

/// What a text finds at its place.
enum Stood {
    Already,
    /// It stood there, and the place described it otherwise.
    Described,
    Here,
    InPlaceOf(DocumentId),
}

/// Records that document number `id` stands at the place where it was found now.
fn stand(
    connection: &Connection,
    tally: &mut Tally,
    id: i64,
    document: &Document,
    at: Moment,
) -> Result<Stood> {
    let before = standing(connection, &document.locator)?;
    let already = before.as_ref().is_some_and(|(there, _)| *there == id);
    if already && is_as_seen(connection, document)? {
        return Ok(Stood::Already);
    }
    if let Some((old, _)) = &before
        && !already
    {
        connection
            .prepare_cached("UPDATE sightings SET current = 0 WHERE document = ?1 AND locator = ?2")?
            .execute(params![old, document.locator])?;
        let stands_elsewhere: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM sightings WHERE document = ?1 AND current = 1)")?
            .query_row([old], |row| row.get(0))?;
        if !stands_elsewhere {
            retire(connection, tally, *old, id)?;
        }
    }
    let metadata = json(&document.metadata)?;
    let seen_before = connection
        .prepare_cached(
            "UPDATE sightings SET current = 1, name = ?3, format = ?4, metadata = ?5
             WHERE document = ?1 AND locator = ?2",
        )?
        .execute(params![id, document.locator, document.name, document.format.name(), metadata])?;
    if seen_before == 0 {
        connection
            .prepare_cached(
                "INSERT INTO sightings (document, locator, current, name, format, metadata, first_seen)
                 VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id,
                document.locator,
                document.name,
                document.format.name(),
                metadata,
                at.to_string()
            ])?;
        connection
            .prepare_cached("UPDATE documents SET sightings = sightings + 1 WHERE id = ?1")?
            .execute([id])?;
        tally.sighting();
    } else {
        follow(connection, tally, id, document)?;
    }
    let current: bool = connection
        .prepare_cached("SELECT current FROM documents WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    if !current {
        // The counters are written at the end, and a document may go and come back in one batch: what was
        // gathered so far is still only in memory, and the sums come out right.
        revive(connection, tally, id)?;
    }
    Ok(match before {
        Some(_) if already => Stood::Described,
        Some((_, of)) => Stood::InPlaceOf(DocumentId::from_stored(of)),
        None => Stood::Here,
    })
}

/// Lets a document be described as the place by which it is shown describes it now. A current one leaves the
/// listings for that: the caller puts it back, and counters and search index follow as they do for versions.
fn follow(connection: &Connection, tally: &mut Tally, id: i64, document: &Document) -> Result<()> {
    let shown_by_it: Option<bool> = connection
        .prepare_cached("SELECT current FROM documents WHERE id = ?1 AND locator = ?2")?
        .query_row(params![id, document.locator], |row| row.get(0))
        .optional()?;
    let Some(current) = shown_by_it else { return Ok(()) };
    if current {
        retire(connection, tally, id, id)?;
    }
    describe(connection, id, document)
}

/// Whether a text stands at its place, and under the name and metadata that it has now.
fn is_as_seen(connection: &Connection, document: &Document) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (
                SELECT 1 FROM sightings s JOIN documents d ON d.id = s.document
                WHERE s.locator = ?1 AND s.current = 1 AND d.text_id = ?2
                AND s.name = ?3 AND s.format = ?4 AND s.metadata = ?5
             )",
        )?
        .query_row(
            params![
                document.locator,
                document.id.as_str(),
                document.name,
                document.format.name(),
                json(&document.metadata)?
            ],
            |row| row.get(0),
        )?)
}

/// The document that stands at a place: its number and identity.
fn standing(connection: &Connection, locator: &str) -> Result<Option<(i64, String)>> {
    Ok(connection
        .prepare_cached(
            "SELECT d.id, d.text_id FROM sightings s JOIN documents d ON d.id = s.document
             WHERE s.locator = ?1 AND s.current = 1",
        )?
        .query_row([locator], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The number of a document.
pub(crate) fn number(connection: &Connection, id: &DocumentId) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT id FROM documents WHERE text_id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?)
}
