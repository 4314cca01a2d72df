//! What goes into the ledger and comes out of it whole.

use standpoint_terms::{Document, DocumentId, Reading, Statement};

/// A document with everything that was made of it: the unit in which the ledger writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was read.
    pub document: Document,
    /// What a reader found in it.
    pub reading: Reading,
    /// One for each attribution of the reading, in the same order: `statements[i].attribution` equals
    /// `reading.attributions[i]`.
    pub statements: Vec<Statement>,
}

/// What came of adding an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// Nothing of it was known.
    New,
    /// Its place held another text, which this one supersedes.
    NewVersion {
        /// The superseded document.
        of: DocumentId,
    },
    /// Its text was known from another place; the sighting was recorded. The stored document and reading
    /// stay as they were.
    SeenElsewhere,
    /// The same text at the same place: nothing was written, unless the place now gives other metadata
    /// ([`Ledger::see`](crate::Ledger::see)).
    Unchanged,
}

/// What the ledger knows about a text at a place, so that the caller need not read it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Neither the text nor the place.
    No,
    /// This text stands at this place. [`Ledger::see`](crate::Ledger::see) takes over what was corrected in
    /// its metadata.
    Unchanged,
    /// The text, but not here. [`Ledger::see`](crate::Ledger::see) records the sighting.
    Elsewhere,
    /// The place, with another text.
    Edited {
        /// The document that stands there as yet.
        of: DocumentId,
    },
}
