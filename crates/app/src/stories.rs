//! What the documents of a ledger have in common.

use standpoint_brief::stories::{StoriesView, view};
use standpoint_ledger::{DocumentFilter, Entry, Ledger};
use standpoint_stories::{Coverage, Told};
use standpoint_terms::Document;

use crate::AppError;

/// What all current documents in the ledger have in common, as it is shown, and the documents.
///
/// It is worked out anew each time, from the readings that the ledger has: so it always fits the record, and a reread
/// or a new document changes it by itself. Memory grows with the words of the collection.
///
/// # Errors
/// The ledger cannot be read.
pub fn stories(ledger: &Ledger) -> Result<(StoriesView, Vec<Document>), AppError> {
    let entries = entries(ledger)?;
    let coverage = compared(&entries);
    let shown = shown(&entries, &coverage);
    Ok((shown, entries.into_iter().map(|entry| entry.document).collect()))
}

/// What the documents of these entries have in common, as it is shown.
pub(crate) fn shown(entries: &[Entry], coverage: &Coverage) -> StoriesView {
    let documents: Vec<&Document> = entries.iter().map(|entry| &entry.document).collect();
    view(&documents, &coverage.stories, &coverage.origins, &coverage.utterances)
}

/// All current documents with what was made of them.
pub(crate) fn entries(ledger: &Ledger) -> Result<Vec<Entry>, AppError> {
    let mut entries = Vec::new();
    ledger.each_entry(&DocumentFilter::default(), |entry| {
        entries.push(entry);
        Ok::<(), AppError>(())
    })?;
    Ok(entries)
}

/// Stories, origins and utterances. [`Coverage::origin_of`] and [`Coverage::utterance_of`] say by what voices are counted.
pub(crate) fn compared(entries: &[Entry]) -> Coverage {
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
