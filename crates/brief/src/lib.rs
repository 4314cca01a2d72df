//! What a person sees: the brief as structs, and what draws them on a terminal and as one HTML page.
//!
//! [`assemble`] turns documents, readings and statements into a [`Brief`]; [`terminal::brief`] and
//! [`html::render`] draw it. The tables of the command line are drawn from the rows in [`tables`].
//!
//! What this crate is not: it opens no file, knows no clock and decides nothing about a text. What stands
//! in a document is hostile here: it becomes neither markup nor an escape sequence, and what cannot be seen
//! (control characters, direction overrides) is made visible ([`shown`]).

pub mod html;
pub mod shown;
pub mod tables;
pub mod terminal;

mod assemble;
mod context;
mod deals_page;
mod network;
mod page;
pub mod stories;
mod sums;
mod timeline;
mod votes_page;
mod wording;

pub use assemble::{BriefInput, ReadDocument, assemble};
pub use deals_page::{
    DealsPage, EvidenceView, KnotView, PackageView, ProposalView, QuestionView, ReasonView, VerdictView,
};
pub use network::{NetworkNode, NetworkTie, NetworkView};
pub use page::{
    Brief, Counts, DocumentView, IssueView, OutletView, PartyView, SpeakerView, StatementView, Unread, Window,
};
pub use terminal::TerminalOptions;
pub use timeline::{Bin, BinUnit, MOST_BINS, Timeline};
pub use votes_page::{
    CoalitionsView, ConflictView, CouncilView, GuaranteeView, MoveView, SeatView, StateView,
};
