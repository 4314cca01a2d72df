//! Somebody says something.

use serde::{Deserialize, Serialize};

use crate::{Resolution, Span};

/// A source, a cue and a content in one document: who (source) says or thinks (cue) what (content).
///
/// Each is a list of fragments, in order, since a quotation may be interrupted; only the content is never
/// empty. The spans are the text's own words: a source stays "he", and [`Attribution::speaker`] says who
/// that is. Quotation marks belong to the content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who, as the text has it; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that make it a statement ("said", "according to"); may be empty.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// How the content stands in the text.
    pub mode: Mode,
    /// What sort of cue it is.
    pub cue_kind: CueKind,
    /// Which of the reading's actors the source is.
    pub speaker: Option<usize>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// The index of the attribution inside whose content this one stands ("X says that Y wants").
    pub parent: Option<usize>,
    /// How sure the reader is, 0 to 1. Calibrated only where the reader's documentation says so.
    pub score: f32,
}

/// How a content stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Whole sentences or clauses in quotation marks.
    Direct,
    /// A reported clause with a quoted piece.
    Mixed,
    /// No quotation, or only a term in scare quotes.
    Indirect,
    /// An item of a bulleted or numbered list.
    List,
}

impl Mode {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Mixed => "mixed",
            Mode::Indirect => "indirect",
            Mode::List => "list",
        }
    }
}

/// What sort of words make it a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// Speaking or writing: "said", "according to", a colon.
    #[default]
    Reporting,
    /// Thinking or wanting: "believes", "insists on", "refused".
    Attitude,
    /// Anything else.
    Other,
}

impl CueKind {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            CueKind::Reporting => "reporting",
            CueKind::Attitude => "attitude",
            CueKind::Other => "other",
        }
    }
}
