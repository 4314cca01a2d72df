//! Stories and quotations as JSON. Offsets count Unicode code points, statements from 1.

use serde::Serialize;
use standpoint_brief::stories::{EchoView, OriginView, QuoteView, StoriesView, StoryView, WordingView};
use standpoint_terms::{Alteration, CodePoints, Compared, Document, DocumentId, Moment, Relation, Span};

use crate::outside::{Offsets, rounded};

/// A story, as `standpoint stories --json` gives it.
#[derive(Debug, Serialize)]
pub struct StoryLine {
    /// The identity of its witness.
    pub story: DocumentId,
    /// The witness's name.
    pub witness: String,
    /// The witness's title.
    pub title: String,
    /// The first and the last day that is known.
    pub days: Option<[Moment; 2]>,
    /// Rare words that its documents share.
    pub words: Vec<String>,
    /// How many documents.
    pub documents: usize,
    /// Who tells it, by origin.
    pub origins: Vec<OriginLine>,
}

/// Documents of one origin.
#[derive(Debug, Serialize)]
pub struct OriginLine {
    /// The identity of its witness.
    pub origin: DocumentId,
    /// The witness's name.
    pub witness: String,
    /// Names of all its documents.
    pub docs: Vec<String>,
    /// Why they are one.
    pub kinships: Vec<KinshipLine>,
}

/// Why two documents are of one origin.
#[derive(Debug, Serialize)]
pub struct KinshipLine {
    /// One document's name.
    pub one: String,
    /// The other's.
    pub other: String,
    /// In what way.
    pub relation: Relation,
    /// How strong the ties are, 0 to 1.
    pub score: f32,
    /// What ties them together.
    pub evidence: Vec<String>,
}

/// An utterance, as `standpoint quotes --json` gives it.
#[derive(Debug, Serialize)]
pub struct QuoteLine {
    /// Its name.
    pub utterance: String,
    /// Who says it, according to the witness.
    pub speaker: Option<String>,
    /// How many documents tell it.
    pub documents: usize,
    /// From how many origins they come.
    pub origins: usize,
    /// Index of the best witness among the wordings.
    pub witness: usize,
    /// Whether a quotation of it was altered or cut.
    pub altered: bool,
    /// One for each document.
    pub wordings: Vec<WordingLine>,
    /// Each other wording compared.
    pub echoes: Vec<EchoLine>,
}

/// How one document tells it.
#[derive(Debug, Serialize)]
pub struct WordingLine {
    /// The document's name.
    pub doc: String,
    /// Its identity.
    pub document: DocumentId,
    /// Its origin.
    pub origin: DocumentId,
    /// The outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Numbers of its statements.
    pub statements: Vec<usize>,
    /// Where the words stand.
    pub content: Vec<Offsets>,
    /// The words, pieces joined by " … ".
    pub text: String,
    /// Whether words of it stand in quotation marks.
    pub quoted: bool,
    /// Who says it, according to this document.
    pub speaker: Option<String>,
}

/// Two wordings compared.
#[derive(Debug, Serialize)]
pub struct EchoLine {
    /// Index of the wording that it is measured by.
    pub one: usize,
    /// Index of the other.
    pub other: usize,
    /// "exact", or the gravest alteration.
    pub kind: &'static str,
    /// All alterations, the gravest first.
    pub alterations: Vec<Alteration>,
    /// Whether words inside quotation marks were changed, or they are given to somebody else.
    pub inside: bool,
    /// Word by word.
    pub comparison: Vec<ComparedLine>,
}

/// A stretch of the comparison.
#[derive(Debug, Serialize)]
pub struct ComparedLine {
    /// "same", "changed", "dropped" or "added".
    pub what: &'static str,
    /// In the first document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<Offsets>,
    /// In the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Offsets>,
}

/// A story's line.
pub fn story(view: &StoriesView, story: &StoryView) -> StoryLine {
    let name = |at: usize| view.documents[at].name.clone();
    let origin = |origin: &OriginView| OriginLine {
        origin: view.documents[origin.witness].id.clone(),
        witness: name(origin.witness),
        docs: origin.documents.iter().map(|at| name(*at)).collect(),
        kinships: origin
            .kinships
            .iter()
            .map(|kinship| KinshipLine {
                one: name(kinship.one),
                other: name(kinship.other),
                relation: kinship.relation,
                score: rounded(kinship.score),
                evidence: kinship.ties.clone(),
            })
            .collect(),
    };
    StoryLine {
        story: view.documents[story.witness].id.clone(),
        witness: name(story.witness),
        title: view.documents[story.witness].heading.clone(),
        days: story.days.map(|(first, last)| [first, last]),
        words: story.words.clone(),
        documents: story.documents(),
        origins: story.origins.iter().map(origin).collect(),
    }
}

/// An utterance's line. `documents` are those of the view, in its order.
pub fn quote(view: &StoriesView, documents: &[Document], quote: &QuoteView) -> QuoteLine {
    let tables: Vec<CodePoints<'_>> =
        quote.wordings.iter().map(|wording| CodePoints::new(&documents[wording.document].text)).collect();
    let wording = |(at, wording): (usize, &WordingView)| {
        let label = &view.documents[wording.document];
        WordingLine {
            doc: label.name.clone(),
            document: label.id.clone(),
            origin: view.documents[label.origin].id.clone(),
            outlet: label.outlet.clone(),
            published: label.published,
            statements: wording.statements.clone(),
            content: wording.spans.iter().filter_map(|span| tables[at].of(*span)).collect(),
            text: wording.pieces.join(" … "),
            quoted: wording.quoted,
            speaker: wording.speaker.clone(),
        }
    };
    let echo = |echo: &EchoView| {
        let places = |one: Option<Span>, other: Option<Span>| {
            (
                one.and_then(|span| tables[echo.one].of(span)),
                other.and_then(|span| tables[echo.other].of(span)),
            )
        };
        let line = |compared: &Compared| {
            let (what, (one, other)) = match *compared {
                Compared::Same { one, other } => ("same", places(Some(one), Some(other))),
                Compared::Changed { one, other } => ("changed", places(Some(one), Some(other))),
                Compared::Dropped { one } => ("dropped", places(Some(one), None)),
                Compared::Added { other } => ("added", places(None, Some(other))),
            };
            ComparedLine { what, one, other }
        };
        EchoLine {
            one: echo.one,
            other: echo.other,
            kind: echo.alterations.first().map_or("exact", |alteration| alteration.name()),
            alterations: echo.alterations.clone(),
            inside: echo.inside,
            comparison: echo.compared.iter().map(line).collect(),
        }
    };
    QuoteLine {
        utterance: quote.id.clone(),
        speaker: quote.speaker.clone(),
        documents: quote.wordings.len(),
        origins: quote.origins,
        witness: quote.witness,
        altered: quote.is_altered(),
        wordings: quote.wordings.iter().enumerate().map(wording).collect(),
        echoes: quote.echoes.iter().map(echo).collect(),
    }
}
