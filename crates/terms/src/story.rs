//! Documents that belong together.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Compared, DocumentId, Moment, Span};

/// Documents that tell the same from one source: copies, excerpts and rewrites. They count as one voice.
///
/// Two reporters at one event are two origins of one [`Story`], however alike they sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The best witness: the earliest, then the one that keeps most quotations, then the longest. Its identity is
    /// also the origin's.
    pub witness: DocumentId,
    /// All of them, in order of publication, the undated last.
    pub documents: Vec<DocumentId>,
    /// What ties them together, pair by pair.
    pub kinships: Vec<Kinship>,
}

/// Why two documents are taken to tell the same from one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kinship {
    /// One document.
    pub one: DocumentId,
    /// The other, published later where that is known.
    pub other: DocumentId,
    /// In what way.
    pub relation: Relation,
    /// how strong the ties are, 0 to 1. Not calibrated.
    pub score: f32,
    /// What speaks for it, the strongest first.
    pub ties: Vec<Tie>,
    /// The sentences that make the same point, side by side and word by word, in order of the first document; only
    /// where the two are one origin.
    pub passages: Vec<Vec<Compared>>,
}

/// How many words in a row two texts share, counted in shingles (each four words), every one once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearness {
    /// Shingles that stand in both.
    pub shared: usize,
    /// Shingles of the one and of the other.
    pub of: [usize; 2],
    /// Whether the texts differ at most by what stands before and after the one.
    pub unbroken: bool,
}

impl Nearness {
    /// Shared shingles by all of both (Jaccard), 0 to 1.
    pub fn resemblance(&self) -> f32 {
        let all = self.of[0] + self.of[1] - self.shared;
        self.shared as f32 / all.max(1) as f32
    }

    /// Shared shingles by those of the text that has fewer, 0 to 1.
    pub fn containment(&self) -> f32 {
        self.shared as f32 / self.of[0].min(self.of[1]).max(1) as f32
    }
}

/// In what way two documents come from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// One page fetched twice: the same text, with other words around it.
    SamePage,
    /// A text and what became of it at the same place.
    Revision,
    /// Nearly the same words at two places: syndicated.
    Copy,
    /// One holds most words of the other.
    Excerpt,
    /// The same points in other words.
    Rewrite,
}

impl Relation {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Relation::SamePage => "same-page",
            Relation::Revision => "revision",
            Relation::Copy => "copy",
            Relation::Excerpt => "excerpt",
            Relation::Rewrite => "rewrite",
        }
    }
}

/// One thing that two documents share and that a common source explains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// What sort of thing.
    pub kind: TieKind,
    /// For people: "the same expert, Mina Tolland".
    pub words: String,
    /// How much it counts, in the units of [`Kinship::score`] before it is squeezed into 0 to 1.
    pub weight: f32,
    /// Where it stands in both documents, in order.
    pub places: Vec<[Span; 2]>,
}

/// What sort of tie it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieKind {
    /// Long runs of the same words outside quotation marks.
    Wording,
    /// The same points in the same order.
    Order,
    /// The same quotations.
    Quotations,
    /// Somebody quoted in both who speaks for no side.
    Expert,
    /// The same people quoted in the same order.
    Speakers,
    /// Names, numbers and words that are rare in the collection.
    Details,
}

impl fmt::Display for TieKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TieKind::Wording => "wording",
            TieKind::Order => "order",
            TieKind::Quotations => "quotations",
            TieKind::Expert => "expert",
            TieKind::Speakers => "speakers",
            TieKind::Details => "details",
        })
    }
}

/// Documents on one event, by one or several origins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The best witness: of the origins' witnesses the one that most others agree with. Its identity is also the
    /// story's.
    pub witness: DocumentId,
    /// All documents, in order of publication, the undated last.
    pub documents: Vec<DocumentId>,
    /// The witness of each origin, in the same order; a document that shares its origin with none is its own.
    pub origins: Vec<DocumentId>,
    /// The first and the last day of publication that is known.
    pub days: Option<(Moment, Moment)>,
    /// Rare words that its documents share, the most telling first.
    pub words: Vec<String>,
}
