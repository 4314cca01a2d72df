//! What a reader found in one document.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Actor, Attribution, Mention, Notice, Span};

/// What a reader found in one document. All spans are bytes of that document's text, and each lies on
/// character boundaries; lists are in order of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Who read.
    pub reader: ReaderIdentity,
    /// The sentences of the passages that are read, in order, without overlap.
    pub sentences: Vec<Span>,
    /// Who and what is mentioned.
    pub mentions: Vec<Mention>,
    /// Who the mentions and sources are; other fields point here by index.
    pub actors: Vec<Actor>,
    /// Who says what, by the start of the content.
    pub attributions: Vec<Attribution>,
    /// What did not go as it should. Reading never fails on a text.
    pub notices: Vec<Notice>,
}

/// The name and version of what made a reading. Stored with every row that comes of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReaderIdentity {
    /// "rules", or a model's name.
    pub name: String,
    /// Changes whenever the same text could give another reading.
    pub version: String,
}

impl ReaderIdentity {
    /// The name of those who are no program.
    const BY_HAND: &str = "by hand";

    /// People who coded a document themselves, with the program in which they did. What they found is theirs: no
    /// reader reads such a document again.
    ///
    /// ```
    /// use standpoint_terms::ReaderIdentity;
    /// assert!(ReaderIdentity::by_hand("some program").is_by_hand());
    /// ```
    pub fn by_hand(program: &str) -> Self {
        ReaderIdentity { name: Self::BY_HAND.to_owned(), version: program.to_owned() }
    }

    /// Whether people did it.
    pub fn is_by_hand(&self) -> bool {
        self.name == Self::BY_HAND
    }
}

impl fmt::Display for ReaderIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}
