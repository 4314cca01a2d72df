//! Stories, origins and echoes, as page and terminal show them.

use std::collections::HashMap;

use standpoint_terms::{
    Alteration, Compared, Document, DocumentId, Echo, Kinship, Moment, Origin, Relation, Span, Story,
    Utterance,
};

/// What documents have in common. Lists point into [`StoriesView::documents`].
///
/// Words are copied from the documents as they stand there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoriesView {
    /// The documents that are named below.
    pub documents: Vec<DocumentLabel>,
    /// Events that several documents tell of, the latest first.
    pub stories: Vec<StoryView>,
    /// What several documents say that somebody said: the gravest alteration first, then by number of documents.
    pub quotes: Vec<QuoteView>,
}

/// What a document is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLabel {
    /// Its identity.
    pub id: DocumentId,
    /// The path below the argument, or the address.
    pub name: String,
    /// Its title, or else its name.
    pub heading: String,
    /// The paper, agency or site; `None` is not known.
    pub outlet: Option<String>,
    /// When; `None` is not known.
    pub published: Option<Moment>,
    /// Its origin, as the place of its witness; itself where it shares none.
    pub origin: usize,
}

/// Documents on one event.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryView {
    /// The document to read first.
    pub witness: usize,
    /// By origin, in order of publication.
    pub origins: Vec<OriginView>,
    /// The first and the last day that is known.
    pub days: Option<(Moment, Moment)>,
    /// Rare words that its documents share.
    pub words: Vec<String>,
}

impl StoryView {
    /// How many documents.
    pub fn documents(&self) -> usize {
        self.origins.iter().map(|origin| origin.documents.len()).sum()
    }
}

/// Documents that tell the same from one source; one document where it shares its source with none.
#[derive(Clone, Debug, PartialEq)]
pub struct OriginView {
    /// The best witness.
    pub witness: usize,
    /// All of them, in order of publication.
    pub documents: Vec<usize>,
    /// What ties them together.
    pub kinships: Vec<KinshipView>,
}

impl OriginView {
    /// What a document is as a witness: the best of its story, or of this origin where that has several.
    pub fn rank(&self, document: usize, best: usize) -> Option<&'static str> {
        if document == best {
            return Some("best witness");
        }
        (self.documents.len() > 1 && document == self.witness).then_some("best of its origin")
    }
}

/// Two documents side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct KinshipView {
    /// One document.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// In what way they belong together.
    pub relation: Relation,
    /// How strong the ties are, 0 to 1.
    pub score: f32,
    /// The ties, in words.
    pub ties: Vec<String>,
    /// Sentences that make the same point, word by word.
    pub passages: Vec<Vec<Run>>,
}

/// A stretch of two texts that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Whether both have the same words there.
    pub same: bool,
    /// The first text's words; empty where it has none.
    pub one: String,
    /// The other's.
    pub other: String,
}

/// One utterance in several documents.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteView {
    /// Its name in outputs.
    pub id: String,
    /// Who says it, according to the witness.
    pub speaker: Option<String>,
    /// One for each document, in order of publication.
    pub wordings: Vec<WordingView>,
    /// Index into the wordings.
    pub witness: usize,
    /// From how many origins the documents come.
    pub origins: usize,
    /// Each other wording compared.
    pub echoes: Vec<EchoView>,
}

impl QuoteView {
    /// What is gravest in it; `None` where every document has the same words.
    pub fn gravest(&self) -> Option<Alteration> {
        self.echoes.iter().filter_map(|echo| echo.alterations.first().copied()).min()
    }

    /// Whether a quotation in it was altered: changed inside its marks, given to somebody else, or cut.
    pub fn is_altered(&self) -> bool {
        let cut = |echo: &EchoView| {
            self.wordings[echo.other].quoted
                && echo.alterations.iter().any(|kind| kind.is_grave() || *kind == Alteration::Trimmed)
        };
        self.echoes.iter().any(|echo| echo.inside || cut(echo))
    }
}

/// How one document tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct WordingView {
    /// The document.
    pub document: usize,
    /// Numbers of its statements, from 1.
    pub statements: Vec<usize>,
    /// The words, in pieces.
    pub pieces: Vec<String>,
    /// Where the pieces stand.
    pub spans: Vec<Span>,
    /// Whether words of it stand in quotation marks.
    pub quoted: bool,
    /// Who says it, according to this document.
    pub speaker: Option<String>,
}

/// Two wordings compared.
#[derive(Clone, Debug, PartialEq)]
pub struct EchoView {
    /// Index into the wordings: what it is measured by.
    pub one: usize,
    /// Index into the wordings.
    pub other: usize,
    /// The gravest first; none where the words are the same.
    pub alterations: Vec<Alteration>,
    /// Whether words inside quotation marks were changed, or they are given to somebody else.
    pub inside: bool,
    /// Word by word.
    pub runs: Vec<Run>,
    /// The same as places.
    pub compared: Vec<Compared>,
}

/// Puts together what is shown. Documents that are not given are left out, and with them what only they tell.
pub fn view(
    documents: &[&Document],
    stories: &[Story],
    origins: &[Origin],
    utterances: &[Utterance],
) -> StoriesView {
    let at: HashMap<&DocumentId, usize> =
        documents.iter().enumerate().map(|(at, document)| (&document.id, at)).collect();
    let mut origin_of: Vec<usize> = (0..documents.len()).collect();
    for origin in origins {
        let Some(witness) = at.get(&origin.witness) else { continue };
        for document in origin.documents.iter().filter_map(|id| at.get(id)) {
            origin_of[*document] = *witness;
        }
    }
    let context = Context { documents, at: &at, origin_of: &origin_of };
    let kinships: HashMap<&DocumentId, &[Kinship]> =
        origins.iter().map(|origin| (&origin.witness, &origin.kinships[..])).collect();
    let mut shown: Vec<StoryView> =
        stories.iter().filter_map(|story| context.story(story, &kinships)).collect();
    // The latest first; what has no day comes last.
    shown.sort_by_key(|story| std::cmp::Reverse(story.days.map(|(_, last)| last.date())));
    let mut quotes: Vec<QuoteView> =
        utterances.iter().filter_map(|utterance| context.quote(utterance)).collect();
    quotes.sort_by_key(|quote| {
        let grave = quote.is_altered().then(|| quote.gravest()).flatten();
        (grave.is_none(), grave, std::cmp::Reverse(quote.wordings.len()))
    });
    StoriesView { documents: context.labels(), stories: shown, quotes }
}

struct Context<'a> {
    documents: &'a [&'a Document],
    at: &'a HashMap<&'a DocumentId, usize>,
    origin_of: &'a [usize],
}

impl Context<'_> {
    fn labels(&self) -> Vec<DocumentLabel> {
        let label = |(at, document): (usize, &&Document)| {
            let metadata = &document.metadata;
            let title = metadata.title.as_deref().filter(|title| !title.trim().is_empty());
            DocumentLabel {
                id: document.id.clone(),
                name: document.name.clone(),
                heading: title.unwrap_or(&document.name).to_owned(),
                outlet: metadata.outlet.clone().filter(|outlet| !outlet.trim().is_empty()),
                published: metadata.published,
                origin: self.origin_of[at],
            }
        };
        self.documents.iter().enumerate().map(label).collect()
    }

    fn words(&self, document: usize, span: Span) -> String {
        span.of(&self.documents[document].text).unwrap_or_default().to_owned()
    }

    fn story(&self, story: &Story, kinships: &HashMap<&DocumentId, &[Kinship]>) -> Option<StoryView> {
        let members: Vec<usize> = story.documents.iter().filter_map(|id| self.at.get(id).copied()).collect();
        let mut origins: Vec<OriginView> = Vec::new();
        for member in members {
            let witness = self.origin_of[member];
            match origins.iter_mut().find(|origin| origin.witness == witness) {
                Some(origin) => origin.documents.push(member),
                None => origins.push(OriginView { witness, documents: vec![member], kinships: Vec::new() }),
            }
        }
        for origin in &mut origins {
            let all = kinships.get(&self.documents[origin.witness].id).copied().unwrap_or_default();
            origin.kinships = all.iter().filter_map(|kinship| self.kinship(kinship)).collect();
        }
        let witness = *self.at.get(&story.witness)?;
        Some(StoryView { witness, origins, days: story.days, words: story.words.clone() })
    }

    fn kinship(&self, kinship: &Kinship) -> Option<KinshipView> {
        let (one, other) = (*self.at.get(&kinship.one)?, *self.at.get(&kinship.other)?);
        Some(KinshipView {
            one,
            other,
            relation: kinship.relation,
            score: kinship.score,
            ties: kinship.ties.iter().map(|tie| tie.words.clone()).collect(),
            passages: kinship.passages.iter().map(|passage| self.runs(one, other, passage)).collect(),
        })
    }

    fn runs(&self, one: usize, other: usize, compared: &[Compared]) -> Vec<Run> {
        let sides = compared.iter().map(|compared| match *compared {
            Compared::Same { one, other } => (true, Some(one), Some(other)),
            Compared::Changed { one, other } => (false, Some(one), Some(other)),
            Compared::Dropped { one } => (false, Some(one), None),
            Compared::Added { other } => (false, None, Some(other)),
        });
        let sides: Vec<(bool, Option<Span>, Option<Span>)> = sides.collect();
        let signed = |document: usize, spans: Vec<Option<Span>>| {
            let text = &self.documents[document].text;
            with_signs(text, &spans)
                .into_iter()
                .map(|span| span.map(|span| self.words(document, span)))
                .collect()
        };
        let ones: Vec<Option<String>> = signed(one, sides.iter().map(|side| side.1).collect());
        let others: Vec<Option<String>> = signed(other, sides.iter().map(|side| side.2).collect());
        let runs = sides.iter().zip(ones).zip(others);
        runs.map(|(((same, _, _), one), other)| Run {
            same: *same,
            one: one.unwrap_or_default(),
            other: other.unwrap_or_default(),
        })
        .collect()
    }

    fn quote(&self, utterance: &Utterance) -> Option<QuoteView> {
        let places: Option<Vec<usize>> =
            utterance.wordings.iter().map(|wording| self.at.get(&wording.document).copied()).collect();
        let places = places?;
        let wordings: Vec<WordingView> = utterance
            .wordings
            .iter()
            .zip(&places)
            .map(|(wording, document)| WordingView {
                document: *document,
                statements: wording.statements.iter().map(|at| at + 1).collect(),
                pieces: wording.spans.iter().map(|span| self.words(*document, *span)).collect(),
                spans: wording.spans.clone(),
                quoted: wording.quoted,
                speaker: wording.speaker.clone(),
            })
            .collect();
        let mut origins: Vec<usize> = places.iter().map(|at| self.origin_of[*at]).collect();
        origins.sort_unstable();
        origins.dedup();
        let echo = |echo: &Echo| EchoView {
            one: echo.one,
            other: echo.other,
            alterations: echo.alterations.clone(),
            inside: echo.inside,
            runs: self.runs(places[echo.one], places[echo.other], &echo.comparison),
            compared: echo.comparison.clone(),
        };
        Some(QuoteView {
            id: utterance.id.clone(),
            speaker: wordings.get(utterance.witness)?.speaker.clone(),
            witness: utterance.witness,
            origins: origins.len(),
            echoes: utterance.echoes.iter().map(echo).collect(),
            wordings,
        })
    }
}

/// The spans with the signs around them (stops, commas, quotation marks), which belong to no word: those before a
/// space to the words before them, those after it to the words after them.
fn with_signs(text: &str, spans: &[Option<Span>]) -> Vec<Option<Span>> {
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let mut out: Vec<Option<Span>> = Vec::with_capacity(spans.len());
    let mut end = 0;
    for (at, span) in spans.iter().enumerate() {
        let Some(span) = *span else {
            out.push(None);
            continue;
        };
        let next =
            spans[at + 1..].iter().flatten().next().map_or(text.len(), |next| next.start.max(span.end));
        let before = text.get(end..span.start).unwrap_or_default();
        let after = text.get(span.end..next).unwrap_or_default();
        let opening = before.len() - before.trim_end_matches(sign).len();
        let closing = after.len() - after.trim_start_matches(sign).len();
        let whole = Span::new(span.start - opening, span.end + closing);
        end = whole.end;
        out.push(Some(whole));
    }
    out
}

/// What happened to a quotation, for people.
pub(crate) fn said(alteration: Alteration) -> &'static str {
    match alteration {
        Alteration::SpeakerChanged => "given to another speaker",
        Alteration::NegationChanged => "a negation changed",
        Alteration::NumberChanged => "a number changed",
        Alteration::ConditionDropped => "a condition dropped",
        Alteration::HedgeDropped => "a hedge dropped",
        Alteration::WordReplaced => "a word replaced",
        Alteration::TenseChanged => "another tense or form",
        Alteration::Joined => "joined from two places",
        Alteration::WordAdded => "words added",
        Alteration::WordDropped => "words left out of the middle",
        Alteration::Reworded => "in other words",
        Alteration::AttributionDropped => "without its speaker",
        Alteration::Trimmed => "trimmed",
        Alteration::Abridged => "abridged with a mark",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_with_their_words() {
        let text = "She said: “No, (never) again.”";
        let words = ["She said", "No", "never", "again"].map(|words| {
            let start = text.find(words).expect("it stands there");
            Some(Span::new(start, start + words.len()))
        });
        let shown: Vec<&str> =
            with_signs(text, &words).into_iter().flatten().filter_map(|span| span.of(text)).collect();
        assert_eq!(shown, ["She said:", "“No,", "(never)", "again.”"]);
    }
}
