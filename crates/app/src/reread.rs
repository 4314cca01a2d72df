//! Reading again what the ledger holds: by another reader, or under another codebook.

use rayon::prelude::*;
use standpoint_ledger::{DocumentFilter, Entry, Ledger, Versions};
use standpoint_reading::{CompiledCodebook, Judge, Reader};
use standpoint_terms::{Codebook, DocumentId};

use crate::derive::derive;
use crate::review::rulings;
use crate::{AppError, Progress};

/// Documents that are read before they are written.
const BATCH: usize = 64;

/// Which documents are read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reread {
    /// Those that another reader, or another version of this one, has read.
    #[default]
    Outdated,
    /// All.
    All,
}

/// Reads documents of the ledger again and replaces what was derived from them, a batch at a time. Gives
/// how many were read. What people said stands.
///
/// # Errors
/// The ledger cannot be used.
pub fn reread(
    ledger: &mut Ledger,
    which: Reread,
    reader: &dyn Reader,
    judge: Option<&dyn Judge>,
    progress: &dyn Progress,
) -> Result<usize, AppError> {
    let codebook = ledger.codebook()?.as_ref().map(CompiledCodebook::new);
    let rulings = rulings(ledger)?;
    let again = |document| {
        let reading = reader.read(&document);
        let statements = derive(&document, &reading, codebook.as_ref(), judge, &rulings);
        Entry { document, reading, statements }
    };
    let mut count = 0;
    match which {
        Reread::Outdated => loop {
            let documents = ledger.outdated(&reader.identity(), BATCH)?;
            if documents.is_empty() {
                break;
            }
            progress.expect(count + documents.len());
            let entries: Vec<Entry> = documents.into_par_iter().map(again).collect();
            ledger.replace_readings(&entries)?;
            count += entries.len();
            entries.iter().for_each(|entry| progress.done(&entry.document.name));
        },
        Reread::All => {
            let ids = all(ledger)?;
            progress.expect(ids.len());
            for ids in ids.chunks(BATCH) {
                let stored = stored(ledger, ids)?;
                let entries: Vec<Entry> = stored.into_par_iter().map(|entry| again(entry.document)).collect();
                ledger.replace_readings(&entries)?;
                count += entries.len();
                entries.iter().for_each(|entry| progress.done(&entry.document.name));
            }
        }
    }
    progress.finish();
    Ok(count)
}

/// Puts a codebook in force: stores it and, if it is another than before, gives all statements their
/// parties and issues anew. Says whether it was another.
///
/// # Errors
/// The ledger cannot be used.
pub fn put_in_force(
    ledger: &mut Ledger,
    codebook: &Codebook,
    source: &str,
    judge: Option<&dyn Judge>,
    progress: &dyn Progress,
) -> Result<bool, AppError> {
    if ledger.codebook()?.as_ref() == Some(codebook) {
        let changed = ledger.set_codebook(codebook, source)?;
        bring_up_to_date(ledger, judge, progress)?;
        return Ok(changed);
    }
    recode(ledger, codebook, judge, progress)?;
    // Last, so that a kill before leaves the old codebook in force and the next call begins again.
    let changed = ledger.set_codebook(codebook, source)?;
    ledger.set_derived_by(&derivation(judge))?;
    progress.finish();
    Ok(changed)
}

/// Makes the statements anew where other rules, or another judge, made them than this program has. Says whether.
///
/// # Errors
/// The ledger cannot be used.
pub fn bring_up_to_date(
    ledger: &mut Ledger,
    judge: Option<&dyn Judge>,
    progress: &dyn Progress,
) -> Result<bool, AppError> {
    let Some(codebook) = ledger.codebook()? else { return Ok(false) };
    let now = derivation(judge);
    if ledger.derived_by()?.as_ref() == Some(&now) {
        return Ok(false);
    }
    recode(ledger, &codebook, judge, progress)?;
    ledger.set_derived_by(&now)?;
    progress.finish();
    Ok(true)
}

/// What stands before the judge's name in what the ledger notes.
const JUDGED_BY: &str = ", ";

/// What makes statements of readings: the rules of this program, and the judge.
fn derivation(judge: Option<&dyn Judge>) -> String {
    let rules = standpoint_reading::STATEMENT_RULES;
    judge.map_or_else(|| rules.to_owned(), |judge| format!("{rules}{JUDGED_BY}{}", judge.name()))
}

/// Whether a judge stood beside the rules when the statements of the ledger were made.
///
/// # Errors
/// The ledger cannot be used.
pub fn is_judged(ledger: &Ledger) -> Result<bool, AppError> {
    Ok(ledger.derived_by()?.is_some_and(|by| by.contains(JUDGED_BY)))
}

/// Gives all statements what the codebook says of them.
fn recode(
    ledger: &mut Ledger,
    codebook: &Codebook,
    judge: Option<&dyn Judge>,
    progress: &dyn Progress,
) -> Result<(), AppError> {
    let compiled = CompiledCodebook::new(codebook);
    let rulings = rulings(ledger)?;
    let ids = all(ledger)?;
    progress.expect(ids.len());
    for ids in ids.chunks(BATCH) {
        let recoded: Vec<(DocumentId, Vec<_>)> = stored(ledger, ids)?
            .into_par_iter()
            .map(|entry| {
                let statements = derive(&entry.document, &entry.reading, Some(&compiled), judge, &rulings);
                (entry.document.id, statements)
            })
            .collect();
        ledger.replace_statements(&recoded)?;
        recoded.iter().for_each(|(id, _)| progress.done(id.as_str()));
    }
    Ok(())
}

/// The identities of all documents, superseded ones too, in a stable order.
fn all(ledger: &Ledger) -> Result<Vec<DocumentId>, AppError> {
    let filter = DocumentFilter { versions: Versions::All, ..DocumentFilter::default() };
    Ok(ledger.documents(&filter)?.rows.into_iter().map(|row| row.id).collect())
}

/// Documents as their reader left them, since what people said is laid over what is made of them; but for those that
/// people coded by hand: these are theirs.
fn stored(ledger: &Ledger, ids: &[DocumentId]) -> Result<Vec<Entry>, AppError> {
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        entries.extend(ledger.uncorrected(id)?.filter(|entry| !entry.reading.reader.is_by_hand()));
    }
    Ok(entries)
}
