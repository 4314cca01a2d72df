//! One utterance, told by several documents.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Moment, Span};

/// Something that somebody said once, with every document that tells it.
///
/// It is not everything that a speaker ever said alike: what the speaker said again on another day is another
/// utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Utterance {
    /// Stays the same as long as its witness does: the witness's document and its first statement there.
    pub id: String,
    /// One for each document, in order of publication, the undated last.
    pub wordings: Vec<Wording>,
    /// Index into the wordings of the best witness: the earliest, then the fullest.
    pub witness: usize,
    /// Each other wording beside one that is trusted more, in the order of the wordings.
    pub echoes: Vec<Echo>,
}

/// How one document tells an utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// The document.
    pub document: DocumentId,
    /// Indexes of the document's statements that tell it; empty where a quotation belongs to no statement.
    pub statements: Vec<usize>,
    /// The words: what stands in quotation marks, or else the content that tells it in other words.
    pub spans: Vec<Span>,
    /// Whether words of it stand in quotation marks.
    pub quoted: bool,
    /// Who says it, according to this document.
    pub speaker: Option<String>,
    /// When the document was published.
    pub published: Option<Moment>,
}

/// Two wordings of one utterance, compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Echo {
    /// Index into the utterance's wordings: the witness, or where the two have no words in common the wording that
    /// is nearest.
    pub one: usize,
    /// Index into the utterance's wordings: the one that is measured by it.
    pub other: usize,
    /// What is not as the witness has it, the gravest first; empty where the words are the same.
    pub alterations: Vec<Alteration>,
    /// Whether it can make a quotation say what was not said: words inside quotation marks were changed, or they are
    /// given to somebody else.
    pub inside: bool,
    /// Both wordings word by word, in order.
    pub comparison: Vec<Compared>,
}

impl Echo {
    /// The gravest alteration's name, or "exact".
    pub fn kind(&self) -> &'static str {
        self.alterations.first().map_or("exact", |alteration| alteration.name())
    }
}

/// How an echo differs from the wording that it repeats.
///
/// The order is one of gravity. Where a document tells something in its own words it may choose them; what it puts
/// in quotation marks it hands on as said ([`Echo::inside`]).
///
/// ```
/// use standpoint_terms::Alteration;
/// assert!(Alteration::NegationChanged < Alteration::Trimmed);
/// assert_eq!(Alteration::HedgeDropped.to_string(), "hedge-dropped");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alteration {
    /// The words are given to another speaker.
    SpeakerChanged,
    /// A negation is gone or was added.
    NegationChanged,
    /// A number is another.
    NumberChanged,
    /// "If …", "unless …", "provided that …" is gone.
    ConditionDropped,
    /// "Perhaps", "I think", "may" is gone.
    HedgeDropped,
    /// Another word stands there.
    WordReplaced,
    /// A word stands in another tense or form.
    TenseChanged,
    /// Words from two places were put together as one quotation.
    Joined,
    /// Words were put in.
    WordAdded,
    /// Words were taken out of the middle, without a mark.
    WordDropped,
    /// The same in other words, or in another language.
    Reworded,
    /// Nobody is said to have said it.
    AttributionDropped,
    /// It begins later or ends earlier, and no mark says so.
    Trimmed,
    /// Words are left out, and an ellipsis says so.
    Abridged,
}

impl Alteration {
    /// All of them, the gravest first.
    pub const ALL: [Alteration; 14] = [
        Alteration::SpeakerChanged,
        Alteration::NegationChanged,
        Alteration::NumberChanged,
        Alteration::ConditionDropped,
        Alteration::HedgeDropped,
        Alteration::WordReplaced,
        Alteration::TenseChanged,
        Alteration::Joined,
        Alteration::WordAdded,
        Alteration::WordDropped,
        Alteration::Reworded,
        Alteration::AttributionDropped,
        Alteration::Trimmed,
        Alteration::Abridged,
    ];

    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Alteration::SpeakerChanged => "speaker-changed",
            Alteration::NegationChanged => "negation-changed",
            Alteration::NumberChanged => "number-changed",
            Alteration::ConditionDropped => "condition-dropped",
            Alteration::HedgeDropped => "hedge-dropped",
            Alteration::WordReplaced => "word-replaced",
            Alteration::TenseChanged => "tense-changed",
            Alteration::Joined => "joined",
            Alteration::WordAdded => "word-added",
            Alteration::WordDropped => "word-dropped",
            Alteration::Reworded => "reworded",
            Alteration::AttributionDropped => "attribution-dropped",
            Alteration::Trimmed => "trimmed",
            Alteration::Abridged => "abridged",
        }
    }

    /// Whether it is graver than other words, a missing name, and cuts at the ends or with a mark.
    pub fn is_grave(self) -> bool {
        self < Alteration::Reworded
    }
}

impl fmt::Display for Alteration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A stretch of two texts that are compared word by word. Spans are bytes of the two documents' texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// Both have these words.
    Same {
        /// In the first text.
        one: Span,
        /// In the second.
        other: Span,
    },
    /// The first has these words, the second those.
    Changed {
        /// In the first text.
        one: Span,
        /// In the second.
        other: Span,
    },
    /// Only the first has these words.
    Dropped {
        /// In the first text.
        one: Span,
    },
    /// Only the second has these words.
    Added {
        /// In the second text.
        other: Span,
    },
}
