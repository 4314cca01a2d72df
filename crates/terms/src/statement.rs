//! An attribution resolved: the row that users work with.

use serde::{Deserialize, Serialize};

use crate::{Acted, Attribution, SaidOn, StatedPosition};

/// An attribution with its speaker's party and its issue, by a codebook.
///
/// It is derived: the same attribution gives another statement under another codebook. What no codebook
/// tells stays `None`; silence is not a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The attribution it is made of, with its places in the text.
    pub attribution: Attribution,
    /// The speaker's name; `None` where nobody is named.
    pub speaker: Option<String>,
    /// The id of the party for which the speaker speaks.
    pub party: Option<String>,
    /// What it is about.
    pub issue: Option<Issued>,
    /// What the speaker does by it.
    pub act: Option<Acted>,
    /// Where parties stand by it: none, one or several.
    pub positions: Vec<StatedPosition>,
    /// When it was said, where the text or the date of publication tells.
    pub said_on: Option<SaidOn>,
}

/// The issue of a statement, and what decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The id of the issue in the codebook.
    pub issue: String,
    /// The words in the content (or its sentence) that decided it, as the codebook's hints have them.
    pub hints: Vec<String>,
}
