//! What a listing shows, in which order and how much of it.

use standpoint_terms::{ActorKind, DocumentId, Mode, Moment};

use crate::{ActorId, Status};

/// A part of a listing, with the number of rows that the whole one has.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The rows of this part.
    pub rows: Vec<T>,
    /// How many rows match, on this page or not.
    pub total: usize,
}

/// The order of documents and statements. Both are stable and do not depend on the order of adding:
/// publication, then name, then identity; statements of a document as they stand in its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Undated first, then by date of publication.
    #[default]
    Oldest,
    /// The exact reverse of `Oldest`: the latest first, undated last.
    Newest,
}

/// Which versions of documents to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Versions {
    /// Those that nothing supersedes.
    #[default]
    Current,
    /// Those that were superseded.
    Superseded,
    /// Both.
    All,
}

/// Which documents. The default lists all current ones. Conditions narrow one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentFilter {
    /// Words or letters in the name, apart from case, accents and punctuation.
    pub name: Option<String>,
    /// The outlet's name, whole; case does not matter for ASCII letters.
    pub outlet: Option<String>,
    /// Published then or later; undated documents are left out.
    pub published_from: Option<Moment>,
    /// Published then or earlier; a day counts to its end. Undated documents are left out.
    pub published_to: Option<Moment>,
    /// Which versions.
    pub versions: Versions,
    /// The order.
    pub order: Order,
    /// At most so many rows; `None` is all.
    pub limit: Option<usize>,
    /// Leave out so many rows first.
    pub offset: usize,
}

/// Which statements; of current documents, unless one document is named by its identity. The default lists
/// all. Conditions narrow one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementFilter {
    /// The id of the speaker's party.
    pub party: Option<String>,
    /// The id of the issue.
    pub issue: Option<String>,
    /// How the words stand in the text.
    pub mode: Option<Mode>,
    /// Letters in the name of the speaker, apart from case, accents and punctuation.
    pub speaker: Option<String>,
    /// One actor of the record.
    pub actor: Option<ActorId>,
    /// Only sources without a name ("officials").
    pub unnamed: bool,
    /// Whether a person has looked at it. Without this, all but the rejected ones are listed.
    pub status: Option<Status>,
    /// One document, current or superseded.
    pub document: Option<DocumentId>,
    /// Letters in the name of the document, apart from case, accents and punctuation.
    pub document_name: Option<String>,
    /// Published then or later; statements of undated documents are left out.
    pub published_from: Option<Moment>,
    /// Published then or earlier; a day counts to its end. Undated ones are left out.
    pub published_to: Option<Moment>,
    /// The order.
    pub order: Order,
    /// At most so many rows; `None` is all.
    pub limit: Option<usize>,
    /// Leave out so many rows first.
    pub offset: usize,
}

/// The order of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActorOrder {
    /// Who says most comes first; then by name.
    #[default]
    Statements,
    /// By name, apart from case and accents.
    Name,
}

/// Which actors. The default lists the named ones (persons and bodies) of current documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorFilter {
    /// Letters in the name, apart from case, accents and punctuation.
    pub name: Option<String>,
    /// Only this kind; `Some(ActorKind::Unnamed)` lists the descriptions of unnamed sources.
    pub kind: Option<ActorKind>,
    /// Only actors with a statement for this party.
    pub party: Option<String>,
    /// The order.
    pub order: ActorOrder,
    /// At most so many rows; `None` is all.
    pub limit: Option<usize>,
    /// Leave out so many rows first.
    pub offset: usize,
}

/// Which positions. The default lists all of current documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionFilter {
    /// Only on this proposition (its id in the codebook).
    pub proposition: Option<String>,
    /// Only of this party (its id in the codebook).
    pub holder: Option<String>,
}
