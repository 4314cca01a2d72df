//! The rows of listings.

use serde::{Deserialize, Serialize};
use standpoint_terms::{
    Acted, ActorKind, CueKind, DocumentId, Format, Issued, Metadata, Mode, Moment, ReaderIdentity,
    Resolution, SaidOn, Span, StatedPosition,
};

use crate::StatementId;

/// How much the ledger holds. Documents, statements, actors and words are those of current versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Current documents.
    pub documents: usize,
    /// Versions that were superseded.
    pub superseded: usize,
    /// Pairs of a document and a place where it was seen, past ones too.
    pub sightings: usize,
    /// Statements.
    pub statements: usize,
    /// Persons and bodies.
    pub actors: usize,
    /// Words, as white space separates them.
    pub words: usize,
}

/// A document without its words.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Hash of the text.
    pub id: DocumentId,
    /// The name for people.
    pub name: String,
    /// Where it was first found.
    pub locator: String,
    /// What it was made from.
    pub format: Format,
    /// What is known about it.
    pub metadata: Metadata,
    /// How many words it has, as white space separates them.
    pub words: usize,
    /// How many statements were found in it.
    pub statements: usize,
    /// At how many places it was seen.
    pub sightings: usize,
    /// When it was first added.
    pub added_at: Moment,
    /// The document that took its place; `None` for current ones.
    pub superseded_by: Option<DocumentId>,
    /// Who read it.
    pub reader: ReaderIdentity,
}

/// A document at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// Where.
    pub locator: String,
    /// The name there.
    pub name: String,
    /// What it was made from there.
    pub format: Format,
    /// What was known about it there when the place was last looked at.
    pub metadata: Metadata,
    /// When it was first seen there.
    pub first_seen: Moment,
    /// Whether the text still stood there when the place was last looked at.
    pub current: bool,
}

/// A number by which the ledger knows an actor. It belongs to one ledger file and is not stable across files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub i64);

/// A person or body across documents, or a description of unnamed sources.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    /// The ledger's number for it.
    pub id: ActorId,
    /// The spelling that most documents use.
    pub name: String,
    /// Other spellings, the most used first; at most five.
    pub other_names: Vec<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Titles and roles that documents give, the most used first; at most five.
    pub roles: Vec<String>,
    /// Names of countries, bodies and sides in them, the most used first; at most five.
    pub affiliations: Vec<String>,
    /// The party of most of its statements.
    pub party: Option<String>,
    /// In how many current documents it is.
    pub documents: usize,
    /// How many statements of current documents are its.
    pub statements: usize,
}

/// A place in a document, counted both ways, so that nobody has to load the text to translate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// In bytes.
    pub span: Span,
    /// In Unicode code points: start and end.
    pub code_points: [usize; 2],
}

/// Whether a person has looked at a statement, and with what result. The last word counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has.
    #[default]
    Unreviewed,
    /// It is right.
    Confirmed,
    /// A person gave it other values.
    Corrected,
    /// It is no statement. It is in no count, finding or position; only listings that ask for it show it.
    Rejected,
}

impl Status {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Status::Unreviewed => "unreviewed",
            Status::Confirmed => "confirmed",
            Status::Corrected => "corrected",
            Status::Rejected => "rejected",
        }
    }
}

/// A statement with all that its line in an output needs.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// The document.
    pub document: DocumentId,
    /// Its name.
    pub document_name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// The number of the statement in its document, from 0.
    pub ordinal: usize,
    /// Where the words stand; never empty.
    pub content: Vec<Fragment>,
    /// Where the source stands.
    pub source: Vec<Fragment>,
    /// Where the cue stands.
    pub cue: Vec<Fragment>,
    /// The words, verbatim; fragments are joined by ` […] `.
    pub text: String,
    /// The source as the text has it ("he"), joined in the same way; empty where nobody is named.
    pub source_text: String,
    /// The cue, joined in the same way.
    pub cue_text: String,
    /// How the words stand in the text.
    pub mode: Mode,
    /// What sort of cue it is.
    pub cue_kind: CueKind,
    /// The speaker's name.
    pub speaker: Option<String>,
    /// The speaker across documents.
    pub actor: Option<ActorId>,
    /// What the speaker is.
    pub actor_kind: Option<ActorKind>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// The id of the speaker's party.
    pub party: Option<String>,
    /// What it is about, and what decided it.
    pub issue: Option<Issued>,
    /// What the speaker does by it.
    pub act: Option<Acted>,
    /// Where parties stand by it.
    pub positions: Vec<PositionTold>,
    /// When it was said.
    pub said_on: Option<TimeTold>,
    /// The number of the statement in the same document inside whose content this one stands.
    pub parent: Option<usize>,
    /// How sure the reader is, 0 to 1.
    pub score: f32,
    /// Whether a person has looked at it.
    pub status: Status,
    /// Whether the reader no longer finds it, and only a person's word keeps it.
    pub kept: bool,
    /// Counts statements of the document with this content: 0 for the first.
    pub twin: usize,
    /// The document from which its own takes what it tells, where that is another and is known
    /// ([`Ledger::set_origins`](crate::Ledger::set_origins)); else its own.
    pub origin: DocumentId,
    /// Who read it.
    pub reader: ReaderIdentity,
}

/// A position with the places of its condition.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionTold {
    /// Who stands where.
    pub position: StatedPosition,
    /// Where the words of its condition stand; empty where there are none.
    pub condition: Vec<Fragment>,
}

/// When something was said, with the place of the words that tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeTold {
    /// When, and how it was worked out.
    pub said_on: SaidOn,
    /// Where the words stand; none where it is the date of publication.
    pub words: Option<Fragment>,
}

/// A position with the statement that tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionRow {
    /// Who stands where.
    pub told: PositionTold,
    /// By which words.
    pub statement: StatementRow,
}

impl StatementRow {
    /// Its name for people and programs, by which a correction finds it.
    pub fn id(&self) -> StatementId {
        let start = self.content.first().map_or(0, |fragment| fragment.code_points[0]);
        let end = self.content.last().map_or(0, |fragment| fragment.code_points[1]);
        StatementId::new(&self.document, start, end, self.twin)
    }
}

/// A document that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: DocumentRow,
    /// The piece of its title or text that fits best, in order; hits are marked.
    pub snippet: Vec<SnippetPart>,
    /// Statements of the document whose words or speaker have one of the words searched for, in order of
    /// the text; at most [`Hit::STATEMENTS`].
    pub statements: Vec<StatementRow>,
}

impl Hit {
    /// How many statements a hit shows at most.
    pub const STATEMENTS: usize = 3;
}

/// A part of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// Words of the document, verbatim, or `…` where words are left out.
    pub text: String,
    /// Whether they are what was searched for.
    pub hit: bool,
}
