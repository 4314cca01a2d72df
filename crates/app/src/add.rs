//! Adding documents to a ledger.

use rayon::prelude::*;
use standpoint_intake::{Options, Place, Problem};
use standpoint_ledger::{Added, Entry, Known, Ledger};
use standpoint_reading::{CompiledCodebook, Judge, Reader};
use standpoint_terms::{Document, Moment};

use crate::derive::derive;
use crate::gather::gather;
use crate::near::{ByWords, complete};
use crate::review::rulings;
use crate::{AppError, Progress};

/// With what documents are added.
pub struct AddOptions<'a> {
    /// How they are taken in.
    pub intake: &'a Options,
    /// Who reads them.
    pub reader: &'a dyn Reader,
    /// Who judges acts and stances beside the rules.
    pub judge: Option<&'a dyn Judge>,
    /// Whose parties and issues the statements get.
    pub codebook: Option<&'a CompiledCodebook>,
    /// What time it is.
    pub now: Moment,
    /// Who hears how far it is.
    pub progress: &'a dyn Progress,
}

/// What came of adding.
#[derive(Clone, Debug, Default)]
pub struct Addition {
    /// Texts that were not in the ledger.
    pub new: usize,
    /// Texts that replace an earlier one of the same place.
    pub versions: usize,
    /// Texts that were known from another place.
    pub elsewhere: usize,
    /// Texts that were known from this place.
    pub unchanged: usize,
    /// Statements found in the new texts.
    pub statements: usize,
    /// What could not be opened.
    pub problems: Vec<Problem>,
}

impl Addition {
    fn count(&mut self, added: &Added) {
        match added {
            Added::New => self.new += 1,
            Added::NewVersion { .. } => self.versions += 1,
            Added::SeenElsewhere => self.elsewhere += 1,
            Added::Unchanged => self.unchanged += 1,
        }
    }
}

/// Opens all places, reads what is not in the ledger yet, and records it. Each batch is one transaction, so
/// a kill at any moment leaves whole documents, and the same call finishes the work.
///
/// # Errors
/// The ledger cannot be used. A document that cannot be opened is a problem in the answer, not an error.
pub fn add(ledger: &mut Ledger, places: &[Place], options: &AddOptions<'_>) -> Result<Addition, AppError> {
    let mut addition = Addition::default();
    let rulings = rulings(ledger)?;
    complete(ledger)?;
    let problems = gather(places, options.intake, options.progress, |documents| {
        let unread = sift(ledger, documents, options.now, &mut addition)?;
        let entries: Vec<Entry> = unread
            .into_par_iter()
            .map(|document| {
                let reading = options.reader.read(&document);
                let statements = derive(&document, &reading, options.codebook, options.judge, &rulings);
                Entry { document, reading, statements }
            })
            .collect();
        let added = ledger.add_compared(&entries, &ByWords, options.now)?;
        for (added, entry) in added.iter().zip(&entries) {
            addition.count(added);
            if matches!(added, Added::New | Added::NewVersion { .. }) {
                addition.statements += entry.statements.len();
            }
        }
        Ok::<(), AppError>(())
    })?;
    options.progress.finish();
    addition.problems = problems;
    Ok(addition)
}

/// Keeps what must be read. What the ledger knows is counted, and noted as seen where the place is new.
fn sift(
    ledger: &mut Ledger,
    documents: Vec<Document>,
    now: Moment,
    addition: &mut Addition,
) -> Result<Vec<Document>, AppError> {
    let mut unread = Vec::with_capacity(documents.len());
    for document in documents {
        match ledger.known(&document.id, &document.locator)? {
            Known::No | Known::Edited { .. } => unread.push(document),
            Known::Unchanged => {
                ledger.see(&document, now)?;
                addition.unchanged += 1;
            }
            Known::Elsewhere => {
                ledger.see(&document, now)?;
                addition.elsewhere += 1;
            }
        }
    }
    Ok(unread)
}
