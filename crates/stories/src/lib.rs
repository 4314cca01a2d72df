//! Which documents tell one story, which of them come from one origin, and which statements are one utterance.
//!
//! [`find`] takes documents with their readings and gives a [`Coverage`]:
//!
//! - **Origins**: copies, excerpts and rewrites of one source. They count once. The evidence is what a common source
//!   explains and two independent reporters do not: the same points in the same order, runs of the same words, the
//!   same choice of quotations and experts. A subject in common is no evidence.
//! - **Utterances**: what one person said once, with each document's wording, and by a word-level alignment what the
//!   wordings changed: a number, a negation, a hedge, a condition, a word, the speaker.
//! - **Stories**: documents on one event, by one or several origins.
//!
//! [`near`] has the near duplicates by themselves: what a text is indexed by, and the exact comparison.
//!
//! What this crate is not: it opens no file, knows no clock and decides nothing about who is right. Where two
//! wordings differ it says how; that the earlier one is the better witness is a rule, not knowledge. The result does
//! not depend on the order of the documents. Lists by which candidates are found are capped, so one more document
//! costs the same however many there are; memory grows with the words.
//!
//! The sources of the methods: local and whole alignment after Smith and Waterman (1981) and Needleman and Wunsch
//! (1970), with the surprise of a word (Shannon's information, by general English and the collection) as its worth;
//! resemblance and containment after Broder (1997), candidates by
//! banded signatures (Indyk and Motwani 1998) and winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003); stories in one pass as in topic detection and tracking.
//!
//! ```
//! use standpoint_stories::{Told, find};
//! use standpoint_testing::{Scripted, ScriptedReader, plain_document};
//!
//! # fn statement(attribution: standpoint_terms::Attribution, speaker: &str) -> standpoint_terms::Statement {
//! #     standpoint_terms::Statement { attribution, speaker: Some(speaker.to_owned()), party: None, issue: None,
//! #         act: None, positions: Vec::new(), said_on: None }
//! # }
//! let texts = [
//!     "Lena Kask said: “We may reopen the canal in nine weeks, if the dredgers come.”",
//!     "Lena Kask said: “We may reopen the canal in two weeks, if the dredgers come.”",
//! ];
//! let read: Vec<_> = texts
//!     .iter()
//!     .enumerate()
//!     .map(|(number, text)| {
//!         let document = plain_document(&format!("{number}.txt"), text);
//!         let quotation = text.split_once(": ").unwrap().1;
//!         let table = vec![Scripted { source: "Lena Kask", cue: "said", content: quotation, speaker: "Lena Kask" }];
//!         let reading = ScriptedReader { table }.read(&document);
//!         let statements: Vec<_> =
//!             reading.attributions.iter().map(|found| statement(found.clone(), "Lena Kask")).collect();
//!         (document, reading, statements)
//!     })
//!     .collect();
//! let told: Vec<_> = read
//!     .iter()
//!     .map(|(document, reading, statements)| Told { document, reading, statements })
//!     .collect();
//! let coverage = find(&told);
//! assert_eq!(coverage.utterances[0].echoes[0].kind(), "number-changed");
//! ```

mod align;
mod alter;
mod clusters;
mod echoes;
mod events;
mod find;
mod fingerprints;
mod forms;
mod kinship;
mod landmarks;
mod lexicon;
pub mod near;
mod number;
mod points;
mod quotes;
mod set_text;
mod shingles;
mod signature;
mod tale;
mod token;
mod voice;

pub use find::{Coverage, find, find_given, kinships};
pub use kinship::ONE_ORIGIN;
pub use tale::Told;
