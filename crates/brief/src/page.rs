//! The brief as a person sees it, before it is drawn: terminal, HTML and web render these structs.

use std::collections::BTreeMap;
use std::ops::Range;

use standpoint_terms::{
    Act, ActorKind, CodebookHead, CueKind, DocumentId, Forecaster, Format, Hand, Mode, Moment, Notice,
    Passage, ReaderIdentity, Resolution, SaidOn, Span, Stance,
};

use crate::stories::StoriesView;
use crate::{DealsPage, FindingView, NetworkView, PropositionView, Timeline};

/// Everything that one brief shows. Made by [`crate::assemble`]; lists point into each other by index.
///
/// It holds no claim of its own: each line leads to a [`StatementView`], and each of those to spans of a
/// document's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The headline.
    pub title: String,
    /// The codebook by which parties and issues were told; `None` where there was none.
    pub codebook: Option<CodebookHead>,
    /// Who read, and the judge that decided something; more than one where documents were read by different versions. Sorted.
    pub readers: Vec<ReaderIdentity>,
    /// Sums over all that follows.
    pub counts: Counts,
    /// Documents of the ledger that are older than those of the brief, and not in it.
    pub left_out: usize,
    /// The first and the last day of the coverage; `None` where no document has a date.
    pub coverage: Option<(Moment, Moment)>,
    /// The sides, in the codebook's order; a party of which nobody spoke is listed with zero statements.
    pub parties: Vec<PartyView>,
    /// What is talked about, in the codebook's order; an issue on which nobody spoke is listed too.
    pub issues: Vec<IssueView>,
    /// Who speaks: most statements first, then by name.
    pub speakers: Vec<SpeakerView>,
    /// Papers, agencies, sites: most documents first, then by name. Documents without one are in none.
    pub outlets: Vec<OutletView>,
    /// The propositions on which somebody stands, in the codebook's order.
    pub propositions: Vec<PropositionView>,
    /// The most interesting first.
    pub findings: Vec<FindingView>,
    /// Who foretells, the most scored first.
    pub forecasters: Vec<Forecaster>,
    /// Who agrees with whom; empty until the caller has worked it out.
    pub network: NetworkView,
    /// Names of the codebook's baselines and proposals, by id.
    pub names: BTreeMap<String, String>,
    /// When it was said, as far as the documents have dates.
    pub timeline: Timeline,
    /// What deals there are by the positions on record; `None` where no codebook puts proposals on the table.
    pub deals: Option<DealsPage>,
    /// By document, then by place in the text.
    pub statements: Vec<StatementView>,
    /// By date, the undated last, then by name.
    pub documents: Vec<DocumentView>,
    /// What could not be read, by name.
    pub unread: Vec<Unread>,
    /// Stories, origins, and quotations that several documents tell; empty until the caller has compared them.
    pub stories: StoriesView,
}

/// Sums over a brief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents read.
    pub documents: usize,
    /// Their words, as white space parts them.
    pub words: usize,
    /// Statements found.
    pub statements: usize,
    /// Utterances among them: what one person said once counts once, in however many documents it stands. So for all
    /// `utterances` that follow.
    pub utterances: usize,
    /// Statements that are direct or mixed: they hold words in quotation marks.
    pub quoted: usize,
    /// Statements whose speaker is not known.
    pub without_speaker: usize,
    /// Statements whose party is not known.
    pub without_party: usize,
    /// Utterances among these.
    pub utterances_without_party: usize,
    /// Statements without an issue.
    pub without_issue: usize,
    /// Documents of which the day is not known.
    pub undated: usize,
    /// Documents of which the outlet is not known.
    pub without_outlet: usize,
}

/// A side and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    /// Short, for programs and addresses.
    pub id: String,
    /// For people.
    pub name: String,
    /// What the codebook says of it; may be empty.
    pub description: String,
    /// How many statements its people make.
    pub statements: usize,
    /// How many utterances.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
    /// Indexes into [`Brief::speakers`], in that order.
    pub speakers: Vec<usize>,
}

/// What is talked about, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueView {
    /// Short, for programs and addresses.
    pub id: String,
    /// For people.
    pub name: String,
    /// What it covers; may be empty.
    pub description: String,
    /// How many statements are about it.
    pub statements: usize,
    /// How many utterances.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
    /// Statements by each party, in the order of [`Brief::parties`]. A zero is silence, not a position.
    pub by_party: Vec<usize>,
    /// Statements by nobody of a known party.
    pub by_nobody_known: usize,
    /// Utterances by each party, and after them those by nobody of a known party.
    pub utterances_by: Vec<usize>,
}

/// Somebody who speaks.
///
/// Speakers are told apart by name. The unnamed ("a senior official") share a line by their description,
/// which does not mean that they are one person; [`SpeakerView::kind`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerView {
    /// The fullest name.
    pub name: String,
    /// What the speaker is; `None` where the reading does not tell.
    pub kind: Option<ActorKind>,
    /// Index into [`Brief::parties`]: the party for which most of the statements were made.
    pub party: Option<usize>,
    /// Titles that the documents give, in order of appearance.
    pub roles: Vec<String>,
    /// How the sources stand in the texts (no pronouns), the most frequent first.
    pub names_found: Vec<String>,
    /// How many statements.
    pub statements: usize,
    /// How many utterances.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
}

/// A paper, agency, station or site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletView {
    /// Its name as the documents have it.
    pub name: String,
    /// How many of its documents were read.
    pub documents: usize,
    /// How many statements they hold.
    pub statements: usize,
}

/// Somebody says something, at a place in a document. The words are not copied: see [`Brief::words`].
#[derive(Clone, Debug, PartialEq)]
pub struct StatementView {
    /// Stays the same as long as the document's text and its reading do: the document's key, a hyphen and
    /// the ordinal.
    pub id: String,
    /// Index into [`Brief::documents`].
    pub document: usize,
    /// Its number in its document, from 1, in order of the text.
    pub ordinal: usize,
    /// Index into [`Brief::statements`] of the first statement of its utterance; mostly its own.
    pub utterance: usize,
    /// What is said: bytes of the document's text, in order, on character boundaries, never empty.
    pub content: Vec<Span>,
    /// Who, as the text has it.
    pub source: Vec<Span>,
    /// The words that make it a statement.
    pub cue: Vec<Span>,
    /// The sentences around content, source and cue.
    pub context: Vec<Window>,
    /// Index into [`Brief::speakers`]; `None` where nobody is named.
    pub speaker: Option<usize>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// Index into [`Brief::parties`].
    pub party: Option<usize>,
    /// Index into [`Brief::issues`].
    pub issue: Option<usize>,
    /// The codebook's hints that decided the issue.
    pub hints: Vec<String>,
    /// What the speaker does by it.
    pub act: Option<Act>,
    /// Where parties stand by it.
    pub positions: Vec<PositionView>,
    /// When it was said, where the text or the date of publication tells.
    pub said_on: Option<SaidOn>,
    /// How the content stands in the text.
    pub mode: Mode,
    /// What sort of cue it is.
    pub cue_kind: CueKind,
    /// Index into [`Brief::statements`] of the statement inside whose content this one stands.
    pub parent: Option<usize>,
    /// How sure the reader is, 0 to 1.
    pub score: f32,
    /// When its document was published.
    pub published: Option<Moment>,
    /// Index into the bins of [`Brief::timeline`].
    pub bin: Option<usize>,
}

/// Where a party stands by a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionView {
    /// Index into [`Brief::parties`]: whose position it is.
    pub holder: usize,
    /// Before the propositions that nobody stands on are left out: the proposition's number. Of no use outside.
    pub(crate) proposition: usize,
    /// The id of the proposition.
    pub proposition_id: String,
    /// Where it stands.
    pub stance: Stance,
    /// Whose words tell it.
    pub hand: Hand,
    /// The words of its condition, inside the text.
    pub condition: Vec<Span>,
    /// Whether it is only guessed.
    pub guess: bool,
}

/// A stretch of text that is shown around a statement.
///
/// Windows are in order and do not overlap; between two of them something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where.
    pub span: Span,
    /// Whether its sentence begins earlier.
    pub cut_before: bool,
    /// Whether its sentence ends later.
    pub cut_after: bool,
}

/// A document with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentView {
    /// Its identity.
    pub id: DocumentId,
    /// Short and unique in this brief; part of every anchor.
    pub key: String,
    /// The path below the argument, or the address.
    pub name: String,
    /// The headline; `None` is not known, as for all that follows.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// Index into [`Brief::outlets`].
    pub outlet_index: Option<usize>,
    /// The by-line.
    pub author: Option<String>,
    /// When.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Where it is on the web. From the document: not to be trusted.
    pub url: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// What it was made from.
    pub format: Format,
    /// What documents that tell one story from one source share.
    pub origin: String,
    /// The words themselves.
    pub text: String,
    /// The text's parts: in order, without overlap, on character boundaries.
    pub passages: Vec<Passage>,
    /// What did not go as it should, while it was taken in and while it was read.
    pub notices: Vec<Notice>,
    /// How many words.
    pub words: usize,
    /// Its statements, as indexes into [`Brief::statements`].
    pub statements: Range<usize>,
}

impl DocumentView {
    /// The title, or else the name, so that it can be called something.
    pub fn heading(&self) -> &str {
        self.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&self.name)
    }
}

/// A file or address that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Path or address.
    pub name: String,
    /// Why not.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Brief {
    /// The verbatim words of a statement, one piece for each fragment.
    pub fn words(&self, statement: &StatementView) -> impl Iterator<Item = &str> {
        let text = &self.documents[statement.document].text;
        statement.content.iter().filter_map(|span| span.of(text))
    }
}
