//! The forms in which data leaves the program as JSON. Kept stable: other programs and the scorers of the
//! project rely on them. Offsets count Unicode code points.

use serde::Serialize;
use standpoint_terms::{
    ActorKind, CodePoints, CueKind, Document, Format, Hand, MentionKind, Mode, Moment, PassageKind, Reading,
    Resolution, Span, Stance, Statement,
};

/// A span in code points: first, and one past the last.
pub type Offsets = [usize; 2];

/// One document as `standpoint read` gives it.
#[derive(Debug, Serialize)]
pub struct ReadRecord {
    doc: String,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    published: Option<Moment>,
    modified: Option<Moment>,
    language: Option<String>,
    url: Option<String>,
    format: Format,
    reader: String,
    /// The text into which the offsets point; left out for a plain-text file, where they point into the
    /// file as decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    passages: Vec<PassageRecord>,
    sentences: Vec<Offsets>,
    mentions: Vec<MentionRecord>,
    attributions: Vec<AttributionRecord>,
    notices: Vec<String>,
}

/// A passage of a document.
#[derive(Debug, Serialize)]
struct PassageRecord {
    start: usize,
    end: usize,
    kind: PassageKind,
}

/// A mention in a document.
#[derive(Debug, Serialize)]
struct MentionRecord {
    start: usize,
    end: usize,
    kind: MentionKind,
    /// The actor's name.
    actor: Option<String>,
    resolution: Resolution,
}

/// An attribution in a document.
#[derive(Debug, Serialize)]
struct AttributionRecord {
    source: Vec<Offsets>,
    cue: Vec<Offsets>,
    content: Vec<Offsets>,
    mode: Mode,
    cue_kind: CueKind,
    speaker: Option<String>,
    resolution: Resolution,
    party: Option<String>,
    issue: Option<String>,
    /// The index, in this list, of the attribution in whose content this one stands.
    parent: Option<usize>,
    score: f32,
}

impl ReadRecord {
    /// Puts together what is known of a document. `statements` are those of the reading's attributions.
    pub fn new(document: Document, reading: &Reading, statements: &[Statement]) -> Self {
        let points = CodePoints::new(&document.text);
        let one = |span: Span| points.of(span).expect("spans of a reading lie on character boundaries");
        let many = |spans: &[Span]| spans.iter().map(|span| one(*span)).collect();
        let passages = document.passages.iter().map(|passage| {
            let [start, end] = one(passage.span);
            PassageRecord { start, end, kind: passage.kind }
        });
        let mentions = reading.mentions.iter().map(|mention| {
            let [start, end] = one(mention.span);
            let actor = mention.actor.map(|at| reading.actors[at].name.clone());
            MentionRecord { start, end, kind: mention.kind, actor, resolution: mention.resolution }
        });
        let attributions = statements.iter().map(|statement| {
            let attribution = &statement.attribution;
            AttributionRecord {
                source: many(&attribution.source),
                cue: many(&attribution.cue),
                content: many(&attribution.content),
                mode: attribution.mode,
                cue_kind: attribution.cue_kind,
                speaker: statement.speaker.clone(),
                resolution: attribution.resolution,
                party: statement.party.clone(),
                issue: statement.issue.as_ref().map(|issued| issued.issue.clone()),
                parent: attribution.parent,
                score: rounded(attribution.score),
            }
        });
        let notices = document.notices.iter().chain(&reading.notices);
        ReadRecord {
            passages: passages.collect(),
            sentences: many(&reading.sentences),
            mentions: mentions.collect(),
            attributions: attributions.collect(),
            notices: notices.map(|notice| notice.message.clone()).collect(),
            doc: document.name,
            title: document.metadata.title,
            outlet: document.metadata.outlet,
            author: document.metadata.author,
            published: document.metadata.published,
            modified: document.metadata.modified,
            language: document.metadata.language,
            url: document.metadata.url,
            format: document.format,
            reader: reading.reader.to_string(),
            text: (document.format != Format::Text).then_some(document.text),
        }
    }
}

/// One statement as `standpoint statements --json` gives it.
#[derive(Debug, Serialize)]
pub struct StatementLine {
    /// Its name, by which a correction finds it.
    pub id: String,
    /// The document's name.
    pub doc: String,
    /// The document's identity.
    pub document: String,
    /// Its number in the document, from 1.
    pub statement: usize,
    /// What is said.
    pub content: Vec<Offsets>,
    /// Who, as the text has it.
    pub source: Vec<Offsets>,
    /// The words that make it a statement.
    pub cue: Vec<Offsets>,
    /// The verbatim words of the content; fragments are parted by ` […] `.
    pub text: String,
    /// The verbatim words of the source; empty where nobody is named.
    pub source_text: String,
    /// The verbatim words of the cue.
    pub cue_text: String,
    /// How the content stands in the text.
    pub mode: Mode,
    /// What sort of cue it is.
    pub cue_kind: CueKind,
    /// The speaker's name.
    pub speaker: Option<String>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// The id of the party for which the speaker speaks.
    pub speaker_party: Option<String>,
    /// The id of the issue.
    pub issue: Option<String>,
    /// The codebook's hints that decided the issue.
    pub hints: Vec<String>,
    /// What the speaker does by it.
    pub act: Option<&'static str>,
    /// How sure the act is, 0 to 1.
    pub act_score: Option<f32>,
    /// What decided the act.
    pub act_by: Option<String>,
    /// Where parties stand by it.
    pub positions: Vec<PositionRecord>,
    /// When it was said.
    pub said_on: Option<SaidOnRecord>,
    /// The number of the statement in whose content this one stands.
    pub parent: Option<usize>,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// When the document was published.
    pub published: Option<Moment>,
    /// The document that counts as its origin.
    pub origin: String,
    /// How sure the reader is, 0 to 1.
    pub score: f32,
    /// Whether a person has looked at it: unreviewed, confirmed, corrected, rejected.
    pub status: &'static str,
    /// Whether the reader no longer finds it, and only a person's word keeps it.
    pub kept: bool,
    /// Who read it.
    pub reader: String,
}

/// A position that a statement tells.
#[derive(Clone, Debug, Serialize)]
pub struct PositionRecord {
    /// The id of the party whose position it is.
    pub holder: String,
    /// The id of the proposition.
    pub proposition: String,
    /// Support, oppose or conditional.
    pub stance: Stance,
    /// Where the words of the condition stand.
    pub condition: Vec<Offsets>,
    /// First: the holder's own side tells it; second: somebody else.
    pub hand: Hand,
    /// How sure, 0 to 1.
    pub score: f32,
    /// What decided it.
    pub by: String,
}

/// When something was said.
#[derive(Clone, Debug, Serialize)]
pub struct SaidOnRecord {
    /// The first day it can have been.
    pub from: Moment,
    /// The last day it can have been.
    pub to: Moment,
    /// Where the words stand that tell it; null where it is the date of publication.
    pub words: Option<Offsets>,
    /// How it was worked out.
    pub by: String,
}

/// One cell of the table of positions, as `standpoint positions --json` gives it: what one party's side, or
/// others of it, say on one proposition.
#[derive(Clone, Debug, Serialize)]
pub struct CellLine {
    /// The id of the proposition.
    pub proposition: String,
    /// Its sentence; null where the codebook in force has no such proposition.
    pub sentence: Option<String>,
    /// The id of its issue.
    pub issue: Option<String>,
    /// The id of the party.
    pub holder: String,
    /// Where it stands: the stance of most of its own words, of others' where it has none; `mixed` where two
    /// are as many.
    pub stance: &'static str,
    /// Whether it is only guessed: every statement that tells it has a score below 0.25.
    pub guess: bool,
    /// How many statements tell each stance, by hand.
    pub counts: CellCounts,
    /// In how many documents.
    pub documents: usize,
    /// The last day on which it was told, by the date of publication or words in the text.
    pub latest: Option<Moment>,
    /// The statements, first hand first.
    pub evidence: Vec<EvidenceLine>,
}

/// How many statements tell each stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CellCounts {
    /// The holder's own words or acts.
    pub first: StanceCounts,
    /// Others' words.
    pub second: StanceCounts,
}

/// How many statements for each stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StanceCounts {
    /// Supports it.
    pub support: usize,
    /// Opposes it.
    pub oppose: usize,
    /// Only if something else is so.
    pub conditional: usize,
}

/// A statement that tells a position.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceLine {
    /// The document's name.
    pub doc: String,
    /// The document's identity.
    pub document: String,
    /// The statement's number in it, from 1.
    pub statement: usize,
    /// Where the words stand.
    pub content: Vec<Offsets>,
    /// The words.
    pub text: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// When the document was published.
    pub published: Option<Moment>,
    /// When it was said.
    pub said_on: Option<SaidOnRecord>,
    /// The position as it tells it.
    #[serde(flatten)]
    pub position: PositionRecord,
}

/// One document as `standpoint documents --json` gives it.
#[derive(Debug, Serialize)]
pub struct DocumentLine {
    /// The document's name.
    pub doc: String,
    /// Its identity.
    pub document: String,
    /// The headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// The by-line.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Language tag.
    pub language: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// What it was made from.
    pub format: Format,
    /// Its words, as white space parts them.
    pub words: usize,
    /// How many statements were found in it.
    pub statements: usize,
    /// At how many places it was seen.
    pub places: usize,
    /// The identity of the version that took its place.
    pub superseded_by: Option<String>,
    /// When it was first added.
    pub added: Moment,
    /// Who read it.
    pub reader: String,
}

/// One actor as `standpoint actors --json` gives it.
#[derive(Debug, Serialize)]
pub struct ActorLine {
    /// The spelling that most documents use.
    pub name: String,
    /// Other spellings.
    pub other_names: Vec<String>,
    /// Person, body or unnamed.
    pub kind: ActorKind,
    /// The id of the party of most of its statements.
    pub party: Option<String>,
    /// Titles that documents give.
    pub roles: Vec<String>,
    /// Names of countries, bodies and sides in them.
    pub affiliations: Vec<String>,
    /// How many statements.
    pub statements: usize,
    /// In how many documents.
    pub documents: usize,
}

/// One hit as `standpoint search --json` gives it.
#[derive(Debug, Serialize)]
pub struct HitLine {
    /// The document's name.
    pub doc: String,
    /// The document's identity.
    pub document: String,
    /// The headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// The words around the hit.
    pub snippet: Vec<SnippetLine>,
    /// Statements of the document that have one of the words.
    pub statements: Vec<StatementLine>,
}

/// A piece of a hit's words.
#[derive(Debug, Serialize)]
pub struct SnippetLine {
    /// The words.
    pub text: String,
    /// Whether this was searched for.
    pub hit: bool,
}

/// A score as it is written: three digits are more than it can mean.
pub(crate) fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}
