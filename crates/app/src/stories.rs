//! What the documents of a ledger have in common.

use standpoint_brief::stories::{StoriesView, view};
use standpoint_ledger::{DocumentFilter, Entry, Ledger};
use standpoint_stories::{Coverage, Told};
use standpoint_terms::Document;

use crate::AppError;

/// Stories, origins and utterances of all current documents in the ledger.
///
/// They are worked out anew each time, from the readings that the ledger has: so they always fit the record, and a
/// reread or a new document changes them by itself. Memory grows with the words of the collection.
/// [`Coverage::origin_of`] and [`Coverage::utterance_of`] say by what voices are counted.
///
/// # Errors
/// The ledger cannot be read.
pub fn coverage_of(ledger: &Ledger) -> Result<Coverage, AppError> {
    Ok(compared(&entries(ledger)?))
}

/// The same as it is shown.
///
/// # Errors
/// The ledger cannot be read.
pub fn stories(ledger: &Ledger) -> Result<(StoriesView, Vec<Document>), AppError> {
    let entries = entries(ledger)?;
    let coverage = compared(&entries);
    let documents: Vec<Document> = entries.into_iter().map(|entry| entry.document).collect();
    let shown = view(
        &documents.iter().collect::<Vec<_>>(),
        &coverage.stories,
        &coverage.origins,
        &coverage.utterances,
    );
    Ok((shown, documents))
}

fn entries(ledger: &Ledger) -> Result<Vec<Entry>, AppError> {
    let mut entries = Vec::new();
    ledger.each_entry(&DocumentFilter::default(), |entry| {
        entries.push(entry);
        Ok::<(), AppError>(())
    })?;
    Ok(entries)
}

fn compared(entries: &[Entry]) -> Coverage {
    let told: Vec<Told<'_>> = entries
        .iter()
        .map(|entry| Told {
            document: &entry.document,
            reading: &entry.reading,
            statements: &entry.statements,
        })
        .collect();
    standpoint_stories::find(&told)
}
