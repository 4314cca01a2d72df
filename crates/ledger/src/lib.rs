//! The record in SQLite: what was read, where it was seen, who said what in it. The only SQL of the program.
//!
//! The nouns:
//!
//! - An [`Entry`] is a document with its reading and its statements; [`Ledger::add`] writes whole entries only.
//! - A **sighting** is a document at a place (an address or path). The same text at two places is one
//!   document with two sightings, each with its own name and metadata; the document is shown as it was first
//!   seen, with later corrections at that place. Another text at the same place is a new **version**, which
//!   supersedes the old one; the old one stays readable and leaves the listings.
//! - **Derived rows** (readings, statements, actors, counters, the search index) can be rebuilt from the
//!   documents' texts by a reader; each names the reader and version that made it.
//! - An **actor** of the record joins the persons and bodies of single documents by their full name, apart
//!   from case, accents and punctuation. A lone surname joins nobody. Unnamed sources share a row by their
//!   description, so that they can be counted; such a row is a description, not somebody.
//! - A **correction** is what a person said about a statement. It is kept apart from what readers found, names its
//!   statement by places and words, and is laid over every reading, so that a person has the last word.
//! - **Near duplicates** are found as documents come, by an index that is written in the same transaction. What
//!   makes two texts near is said by a [`Comparer`], not here.
//!
//! What this crate is not: it reads no texts and decides nothing about them, knows no clock (the caller says
//! when), and prints nothing. Texts, names and search words are data: every value reaches SQLite as a bound
//! parameter.
//!
//! ```
//! use standpoint_ledger::{DocumentFilter, Ledger};
//!
//! let ledger = Ledger::open_in_memory()?;
//! assert_eq!(ledger.counts()?.documents, 0);
//! assert!(ledger.documents(&DocumentFilter::default())?.rows.is_empty());
//! # Ok::<(), standpoint_ledger::Error>(())
//! ```
//!
//! The schema is `migrations/*.sql`, in order. A file there is never edited once a release has used it; a
//! change is a new file.

mod actor_rulings;
mod actors;
mod add;
mod check;
mod codebook;
mod conditions;
mod counts;
mod dna;
mod documents;
mod entries;
mod entry;
mod error;
mod filter;
mod fold;
mod ledger;
mod near;
mod open;
mod opinion;
mod overlay;
mod place;
mod positions;
mod query;
mod replace;
mod review;
mod rows;
mod search;
mod snippet;
mod standing;
mod statements;
mod stored;
mod tally;
mod verify;
mod write;

pub use actor_rulings::{ActorRuling, ActorRulings, Ruling, Signature};
pub use dna::{DnaDocument, DnaError, DnaRecord, DnaStatement, DnaVariables, read_dna};
pub use entry::{Added, Entry, Known};
pub use error::{Error, ErrorKind, Result};
pub use filter::{
    ActorFilter, ActorOrder, DocumentFilter, Order, Page, PositionFilter, StatementFilter, Versions,
};
pub use ledger::Ledger;
pub use near::{Comparer, NearPair};
pub use opinion::{
    Anchor, Coded, Correction, Fixed, FixedPosition, FixedSpeaker, Opinion, Rest, Shown, StatementId, Value,
    Verdict, View,
};
pub use rows::{
    ActorId, ActorRow, Counts, DocumentRow, Fragment, Hit, PositionRow, PositionTold, Sighting, SnippetPart,
    StatementRow, Status, TimeTold,
};
pub use verify::{Checked, Problem, Verified};
