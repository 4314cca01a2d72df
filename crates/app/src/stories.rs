//! What the documents of a ledger have in common.

use std::collections::BTreeMap;

use standpoint_brief::stories::{StoriesView, view};
use standpoint_ledger::{DocumentFilter, Entry, Ledger};
use standpoint_stories::{Coverage, Told};
use standpoint_terms::{Document, DocumentId};

use crate::AppError;
use crate::near::complete;

/// By which rules origins are found: another version of the program may have others.
const ORIGINS: &str = concat!("stories ", env!("CARGO_PKG_VERSION"), ".1");

/// What all current documents in the ledger have in common, as it is shown, and the documents.
///
/// It is worked out anew each time, from the readings and the index of near duplicates that the ledger has: so it always
/// fits the record, and a reread or a new document changes it by itself. Memory grows with the words of the collection.
///
/// # Errors
/// The ledger cannot be read.
pub fn stories(ledger: &mut Ledger) -> Result<(StoriesView, Vec<Document>), AppError> {
    let entries = entries(ledger, &DocumentFilter::default())?;
    let coverage = compared(ledger, &entries)?;
    let shown = shown(&entries, &coverage);
    Ok((shown, entries.into_iter().map(|entry| entry.document).collect()))
}

/// What the documents of these entries have in common, as it is shown.
pub(crate) fn shown(entries: &[Entry], coverage: &Coverage) -> StoriesView {
    let documents: Vec<&Document> = entries.iter().map(|entry| &entry.document).collect();
    view(&documents, &coverage.stories, &coverage.origins, &coverage.utterances)
}

/// Documents with what was made of them.
pub(crate) fn entries(ledger: &Ledger, filter: &DocumentFilter) -> Result<Vec<Entry>, AppError> {
    let mut entries = Vec::new();
    ledger.each_entry(filter, |entry| {
        entries.push(entry);
        Ok::<(), AppError>(())
    })?;
    Ok(entries)
}

/// Stories, origins and utterances. [`Coverage::origin_of`] and [`Coverage::utterance_of`] say by what voices are counted.
/// The ledger keeps the origins, for those who ask for nothing else, where these are all entries.
pub(crate) fn compared(ledger: &mut Ledger, entries: &[Entry]) -> Result<Coverage, AppError> {
    complete(ledger)?;
    let near: Vec<[DocumentId; 2]> = ledger.near()?.into_iter().map(|pair| pair.documents).collect();
    let told: Vec<Told<'_>> = entries
        .iter()
        .map(|entry| Told {
            document: &entry.document,
            reading: &entry.reading,
            statements: &entry.statements,
        })
        .collect();
    let coverage = standpoint_stories::find_given(&told, &near);
    if entries.len() == ledger.counts()?.documents && ledger.origins(ORIGINS)?.is_none() {
        ledger.set_origins(&kept(&coverage), ORIGINS)?;
    }
    Ok(coverage)
}

/// From which document each current one takes what it tells, where several share it: as the ledger keeps it or, where
/// documents or readings changed since, worked out.
///
/// # Errors
/// The ledger cannot be read or written.
pub fn origins(ledger: &mut Ledger) -> Result<BTreeMap<DocumentId, DocumentId>, AppError> {
    if let Some(origins) = ledger.origins(ORIGINS)? {
        return Ok(origins);
    }
    let entries = entries(ledger, &DocumentFilter::default())?;
    Ok(kept(&compared(ledger, &entries)?))
}

fn kept(coverage: &Coverage) -> BTreeMap<DocumentId, DocumentId> {
    let origins = coverage.origin_of().into_iter();
    origins.map(|(document, origin)| (document.clone(), origin.clone())).collect()
}
