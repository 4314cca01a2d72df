//! What the documents of a ledger have in common.

use standpoint_ledger::{DocumentFilter, Entry, Ledger};
use standpoint_stories::{Coverage, Told};

use crate::AppError;

/// Stories, origins and utterances of all current documents in the ledger.
///
/// They are worked out anew each time, from the readings that the ledger has: so they always fit the record, and a
/// reread or a new document changes them by itself. Memory grows with the words of the collection.
///
/// # Errors
/// The ledger cannot be read.
pub fn stories(ledger: &Ledger) -> Result<Coverage, AppError> {
    let mut entries: Vec<Entry> = Vec::new();
    ledger.each_entry(&DocumentFilter::default(), |entry| {
        entries.push(entry);
        Ok::<(), AppError>(())
    })?;
    let told: Vec<Told<'_>> = entries
        .iter()
        .map(|entry| Told {
            document: &entry.document,
            reading: &entry.reading,
            statements: &entry.statements,
        })
        .collect();
    Ok(standpoint_stories::find(&told))
}
