//! Derived rows are made anew.

use rusqlite::{Connection, TransactionBehavior, params};
use standpoint_terms::{CodePoints, DocumentId, Statement};

use crate::add::number;
use crate::check::{check_entry, check_statements, refused};
use crate::entries;
use crate::review::uncorrected;
use crate::standing;
use crate::stored::{int, json};
use crate::tally::{Countable, Tally};
use crate::write::{Actors, countable, is_current, statement_ids, write_reading};
use crate::{Entry, Result, near};

pub(crate) fn readings(connection: &mut Connection, entries: &[Entry]) -> Result<()> {
    entries.iter().try_for_each(check_entry)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut tally = Tally::default();
    let mut actors = Actors::default();
    for entry in entries {
        let name = &entry.document.name;
        let Some(id) = number(&transaction, &entry.document.id)? else {
            return Err(refused(name, "it is not in the ledger, so its reading cannot be replaced"));
        };
        let stored = entries::document(&transaction, id)?;
        // The same identity allows other white space, and then the reading's places are not the text's.
        if stored.text != entry.document.text {
            return Err(refused(name, "its text is not the stored one to the letter"));
        }
        let current = is_current(&transaction, id)?;
        let old = countable(&transaction, id)?;
        let entry = Entry { document: stored, ..entry.clone() };
        let new = rewrite(&transaction, &mut actors, id, &entry)?;
        if current {
            tally.replace(&old, &new);
        }
    }
    near::forget_origins(&transaction)?;
    tally.write(&transaction)?;
    transaction.commit()?;
    Ok(())
}

pub(crate) fn statements(
    connection: &mut Connection,
    changed: &[(DocumentId, Vec<Statement>)],
) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut tally = Tally::default();
    for (document, statements) in changed {
        let Some(id) = number(&transaction, document)? else {
            return Err(refused(document.as_str(), "it is not in the ledger"));
        };
        let mut entry = uncorrected(&transaction, id)?;
        let name = &entry.document.name;
        check_statements(name, &entry.document.text, &entry.reading.attributions, statements)?;
        if entry.statements == *statements {
            continue;
        }
        let old = countable(&transaction, id)?;
        if has_corrections(&transaction, id)? {
            entry.statements.clone_from(statements);
            let new = rewrite(&transaction, &mut Actors::default(), id, &entry)?;
            if is_current(&transaction, id)? {
                tally.replace(&old, &new);
            }
            continue;
        }
        let points = CodePoints::new(&entry.document.text);
        let mut update = transaction.prepare_cached(
            "UPDATE statements SET party = ?2, issue = ?3, hints = ?4, speaker = ?5 WHERE id = ?1",
        )?;
        for (ordinal, (new, old)) in statements.iter().zip(&entry.statements).enumerate() {
            if new == old {
                continue;
            }
            let issue = new.issue.as_ref();
            let hints = issue.map(|i| json(&i.hints)).transpose()?;
            update.execute(params![
                statement_ids(id).0 + int(ordinal),
                new.party,
                issue.map(|i| &i.issue),
                hints,
                new.speaker
            ])?;
            let number = statement_ids(id).0 + int(ordinal);
            standing::write(&transaction, &entry.document, &points, number, new)?;
        }
        if is_current(&transaction, id)? {
            tally.replace(&old, &countable(&transaction, id)?);
        }
    }
    near::forget_origins(&transaction)?;
    tally.write(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// Writes the reading and statements of document number `id` in the place of those it has; what the counters need.
pub(crate) fn rewrite(
    connection: &Connection,
    actors: &mut Actors,
    id: i64,
    entry: &Entry,
) -> Result<Countable> {
    let (first, last) = statement_ids(id);
    standing::clear(connection, (first, last))?;
    connection.prepare_cached("DELETE FROM statements WHERE id BETWEEN ?1 AND ?2")?.execute([first, last])?;
    write_reading(connection, actors, id, entry, is_current(connection, id)?)
}

fn has_corrections(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM uncorrected WHERE document = ?1)")?
        .query_row([id], |row| row.get(0))?)
}
