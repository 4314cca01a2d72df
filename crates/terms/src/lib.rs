//! The words of the field as types. Every other crate is a verb; this one holds the nouns.
//!
//! The way of the data: a [`Document`] (text, [`Passage`]s, [`Metadata`]) is read into a [`Reading`]
//! (sentences, [`Mention`]s, [`Actor`]s, [`Attribution`]s); with a [`Codebook`] each attribution becomes a
//! [`Statement`] with its speaker's [`Party`] and issue. `docs/glossary.md` explains each word, and a test
//! there fails when a word is missing.
//!
//! What this crate is not: it opens no file, knows no clock and no database, and decides nothing about a
//! text. Offsets inside the program are bytes ([`Span`]); programs outside count Unicode code points
//! ([`CodePoints`] translates).
//!
//! ```
//! use standpoint_terms::{CodePoints, Span};
//!
//! let text = "Tarn said “no”.";
//! let quoted = Span::new(10, 18);
//! assert_eq!(quoted.of(text), Some("“no”"));
//! assert_eq!(CodePoints::new(text).of(quoted), Some([10, 14]));
//! ```

mod act;
mod actor;
mod attribution;
mod codebook;
mod document;
mod echo;
mod finding;
mod moment;
mod notice;
mod reading;
mod span;
mod stated;
mod statement;
mod story;

pub use act::{Act, Acted};
pub use actor::{Actor, ActorKind, Mention, MentionKind, Resolution};
pub use attribution::{Attribution, CueKind, Mode};
pub use codebook::{
    Baseline, Codebook, CodebookHead, Forecast, Issue, Member, Party, Position, Proposal, Proposition,
    Stance, Term,
};
pub use document::{Document, DocumentId, Format, Metadata, Passage, PassageKind};
pub use echo::{Alteration, Compared, Echo, Utterance, Wording};
pub use finding::{
    Conflict, Evidence, FOLDED_BELOW, Finding, FindingDetail, FindingKind, FindingSide, Forecaster, Outcome,
    SideRole, Steadiness, TimeOrder,
};
pub use moment::{MONTHS, Moment, MomentError};
pub use notice::{Notice, NoticeKind};
pub use reading::{ReaderIdentity, Reading};
pub use span::{CodePoints, Span};
pub use stated::{Hand, SaidOn, StatedPosition};
pub use statement::{Issued, Statement};
pub use story::{Kinship, Nearness, Origin, Relation, Story, Tie, TieKind};
