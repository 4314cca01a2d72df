//! The brief and the tables of the command line as text for a terminal.
//!
//! Everything from a document goes through [`crate::shown`], so no escape sequence of a document reaches
//! the terminal. Lines are wrapped by display width. Where words are left out, a `…` says so.

mod actors;
mod brief;
mod deals;
mod documents;
mod ink;
mod moves;
mod network;
mod positions;
mod search;
mod statements;
mod stories;
mod table;
mod votes;

use std::borrow::Cow;

use crate::shown::shown;

pub use actors::actors;
pub use brief::brief;
pub use deals::deals;
pub use documents::documents;
pub use network::network;
pub use positions::positions;
pub use search::search;
pub use statements::statements;
pub use stories::{quotes, stories};

/// A message with words from outside (a file's name, a document's text) made safe for a terminal: as
/// [`crate::shown::shown`], and a carriage return cannot write over the line. Line breaks and tabs stay.
///
/// ```
/// use standpoint_brief::terminal::printable;
/// assert_eq!(printable("cannot read a\u{1b}[2J\rb.txt"), "cannot read a␛[2J␍b.txt");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    match shown(text) {
        text if text.contains('\r') => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "␍")),
        text => text,
    }
}

/// How the terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns. Fewer than [`NARROWEST`] are taken as that many.
    pub width: usize,
    /// Whether ANSI styles are written. Without them the text says the same.
    pub colour: bool,
}

/// What is narrower than this cannot be laid out.
pub const NARROWEST: usize = 40;

impl Default for TerminalOptions {
    fn default() -> Self {
        TerminalOptions { width: 80, colour: false }
    }
}
