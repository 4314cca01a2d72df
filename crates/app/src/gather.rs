//! Opens places and hands over their documents in batches, in order.

use rayon::prelude::*;
use standpoint_intake::{Item, Options, Place, Problem, Source};
use standpoint_terms::Document;

use crate::Progress;

/// A batch is handed over when it has so many documents …
const BATCH_DOCUMENTS: usize = 64;
/// … or so many bytes of text.
const BATCH_BYTES: usize = 4 << 20;

/// Opens all places and hands their documents to `each` in batches. The documents come in the order of
/// the items whatever the number of threads, and so do the problems that are returned.
///
/// Small files are opened in parallel; a file larger than a batch is opened alone and streamed, so that
/// memory is bounded by a batch and one record, not by the size of a container.
pub(crate) fn gather<E: Send>(
    places: &[Place],
    options: &Options,
    progress: &dyn Progress,
    mut each: impl FnMut(Vec<Document>) -> Result<(), E>,
) -> Result<Vec<Problem>, E> {
    let (items, mut problems) = standpoint_intake::discover(places, options);
    progress.expect(items.len());
    let mut batch = Batch::default();
    for group in groups(&items) {
        if let [item] = group {
            let mut failed = None;
            standpoint_intake::take(item, options, &mut |taken| match taken {
                Ok(document) if failed.is_none() => {
                    if let Some(full) = batch.push(document) {
                        failed = each(full).err();
                    }
                }
                Ok(_) => {}
                Err(problem) => problems.push(problem),
            });
            if let Some(error) = failed {
                return Err(error);
            }
            progress.done(&item.name);
            continue;
        }
        let taken: Vec<Vec<Result<Document, Problem>>> = group
            .par_iter()
            .map(|item| {
                let mut all = Vec::new();
                standpoint_intake::take(item, options, &mut |taken| all.push(taken));
                progress.done(&item.name);
                all
            })
            .collect();
        for taken in taken.into_iter().flatten() {
            match taken {
                Ok(document) => {
                    if let Some(full) = batch.push(document) {
                        each(full)?;
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    if !batch.documents.is_empty() {
        each(batch.documents)?;
    }
    Ok(problems)
}

#[derive(Default)]
struct Batch {
    documents: Vec<Document>,
    bytes: usize,
}

impl Batch {
    /// Takes a document in; gives the batch when it is full.
    fn push(&mut self, document: Document) -> Option<Vec<Document>> {
        self.bytes += document.text.len();
        self.documents.push(document);
        if self.documents.len() < BATCH_DOCUMENTS && self.bytes < BATCH_BYTES {
            return None;
        }
        self.bytes = 0;
        Some(std::mem::take(&mut self.documents))
    }
}

/// Cuts the items into runs that may be opened together. What is as large as a batch, or of no known size
/// (a page, standard input), stands alone.
fn groups(items: &[Item]) -> impl Iterator<Item = &[Item]> {
    let mut rest = items;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut bytes = 0;
        let mut length = 0;
        for item in rest.iter().take(BATCH_DOCUMENTS) {
            let size = size(item);
            if length > 0 && bytes + size > BATCH_BYTES {
                break;
            }
            bytes += size;
            length += 1;
        }
        let (group, after) = rest.split_at(length);
        rest = after;
        Some(group)
    })
}

/// Bytes of a file; a whole batch for what has no known size.
fn size(item: &Item) -> usize {
    match &item.source {
        Source::File(path) => std::fs::metadata(path)
            .ok()
            .and_then(|metadata| usize::try_from(metadata.len()).ok())
            .unwrap_or(BATCH_BYTES),
        _ => BATCH_BYTES,
    }
}
