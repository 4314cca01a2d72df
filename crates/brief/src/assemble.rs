//! From documents, readings and statements to the page.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use standpoint_terms::{
    Attribution, Codebook, Document, Finding, Forecaster, Passage, ReaderIdentity, Reading, Resolution, Span,
    Statement,
};

use crate::context::windows;
use crate::found;
use crate::stands;
use crate::stories::StoriesView;
use crate::sums::{self, MOST_NAMES, SpeakerNotes};
use crate::{
    Brief, Counts, DocumentView, IssueView, NetworkView, PartyView, PositionView, StatementView, Timeline,
    Unread,
};

/// What a brief is made of.
#[derive(Debug, Default)]
pub struct BriefInput<'a> {
    /// The headline; empty takes the codebook's title.
    pub title: String,
    /// Names of parties and issues.
    pub codebook: Option<&'a Codebook>,
    /// In any order.
    pub documents: Vec<ReadDocument>,
    /// What could not be read, in any order.
    pub unread: Vec<Unread>,
    /// Patterns across the statements, the most interesting first.
    pub findings: Vec<Finding>,
    /// Who foretells, in order.
    pub forecasters: Vec<Forecaster>,
}

/// A document with what was found in it.
#[derive(Debug)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its reading.
    pub reading: Reading,
    /// The reading's attributions as statements, in the same order and number.
    pub statements: Vec<Statement>,
    /// What documents that tell one story from one source share; `None` where it has its own origin.
    pub origin: Option<String>,
    /// For each statement what it shares with others of one utterance; `None`, or nothing at all, where it is one by
    /// itself.
    pub utterances: Vec<Option<String>>,
}

/// Puts a brief together: sorts, counts and joins, so that it does not depend on the order of the input.
///
/// A document that comes twice (by its identity) is taken once. Spans that do not fit their text are left
/// out, and with them a statement that has no content left: nothing is shown that cannot be found again.
pub fn assemble(input: BriefInput<'_>) -> Brief {
    let BriefInput { title, codebook, mut documents, mut unread, findings, forecasters } = input;
    documents.sort_by(|a, b| order(&a.document).cmp(&order(&b.document)));
    let mut seen = HashSet::new();
    documents.retain(|read| seen.insert(read.document.id.clone()));
    unread.sort();

    let days: Vec<_> =
        documents.iter().filter_map(|read| Some(read.document.metadata.published?.date())).collect();
    let parties = codebook.map_or(&[][..], |book| &book.parties);
    let issues = codebook.map_or(&[][..], |book| &book.issues);
    let propositions = codebook.map_or(&[][..], |book| &book.propositions);
    let mut gathering = Gathering {
        parties: Names::new(parties.iter().map(|party| party.id.as_str())),
        issues: Names::new(issues.iter().map(|issue| issue.id.as_str())),
        propositions: Names::new(propositions.iter().map(|proposition| proposition.id.as_str())),
        ..Gathering::default()
    };
    for read in documents {
        gathering.add(read);
    }
    let Gathering {
        documents, statements, speakers, parties, issues, propositions, readers, numbers, ..
    } = gathering;

    let mut brief = Brief {
        title: headline(title, codebook),
        codebook: codebook.map(|book| book.codebook.clone()),
        readers: readers.into_iter().collect(),
        counts: Counts::default(),
        left_out: 0,
        coverage: None,
        parties: party_views(parties, codebook),
        issues: issue_views(issues, codebook),
        speakers: Vec::new(),
        outlets: Vec::new(),
        propositions: Vec::new(),
        findings: Vec::new(),
        forecasters,
        network: NetworkView::default(),
        names: names(codebook),
        timeline: Timeline::default(),
        deals: None,
        statements,
        documents,
        unread,
        stories: StoriesView::default(),
    };
    brief.timeline = Timeline::over(&days, brief.parties.len());
    brief.coverage = {
        let published = || brief.documents.iter().filter_map(|document| document.published);
        published().min().zip(published().max())
    };
    sums::outlets(&mut brief);
    sums::rank_speakers(&mut brief, speakers);
    sums::count(&mut brief);
    let known = proposition_names(propositions, codebook, &brief);
    brief.propositions = stands::propositions(&brief, known);
    stands::mark_shifts(&mut brief, &findings);
    brief.findings = found::join(&brief, findings, &numbers);
    brief
}

/// Names of baselines and proposals, by id.
fn names(codebook: Option<&Codebook>) -> BTreeMap<String, String> {
    let baselines =
        codebook.into_iter().flat_map(|book| &book.baselines).map(|b| (b.id.clone(), b.name.clone()));
    let proposals =
        codebook.into_iter().flat_map(|book| &book.proposals).map(|p| (p.id.clone(), p.name.clone()));
    baselines.chain(proposals).collect()
}

/// Each proposition's id, sentence and issue.
fn proposition_names(
    names: Names,
    codebook: Option<&Codebook>,
    brief: &Brief,
) -> Vec<(String, String, Option<usize>)> {
    let known = codebook.map_or(&[][..], |book| &book.propositions);
    let name = |id: String| {
        let proposition = known.iter().find(|proposition| proposition.id == id);
        let issue = proposition.and_then(|of| brief.issues.iter().position(|issue| issue.id == of.issue));
        let sentence = proposition.map_or(&id, |proposition| &proposition.sentence).clone();
        (id, sentence, issue)
    };
    names.ids.into_iter().map(name).collect()
}

/// Known dates first, then the name; the identity decides between equals.
fn order(document: &Document) -> impl Ord + '_ {
    let published = document.metadata.published;
    (published.is_none(), published, document.name.as_str(), document.id.as_str())
}

fn headline(title: String, codebook: Option<&Codebook>) -> String {
    if !title.trim().is_empty() {
        return title;
    }
    let title = codebook.map(|book| book.codebook.title.trim()).filter(|title| !title.is_empty());
    title.unwrap_or("Who said what").to_owned()
}

/// What is gathered while the documents go by, one after another.
#[derive(Default)]
struct Gathering {
    documents: Vec<DocumentView>,
    statements: Vec<StatementView>,
    /// By first appearance; [`rank_speakers`] orders them.
    speakers: Vec<SpeakerNotes>,
    speaker_at: HashMap<String, usize>,
    parties: Names,
    issues: Names,
    propositions: Names,
    /// For each document and each number in its reading the statement's place in the brief.
    numbers: HashMap<(usize, usize), usize>,
    /// For each utterance its first statement.
    utterances: HashMap<String, usize>,
    readers: BTreeSet<ReaderIdentity>,
    keys: HashSet<String>,
}

/// Ids in the order of the codebook; ids that it does not have come after, as they appear.
#[derive(Default)]
struct Names {
    ids: Vec<String>,
    at: HashMap<String, usize>,
}

impl Names {
    fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Names {
        let mut names = Names::default();
        for id in ids {
            names.index(id);
        }
        names
    }

    fn index(&mut self, id: &str) -> usize {
        if let Some(at) = self.at.get(id) {
            return *at;
        }
        self.ids.push(id.to_owned());
        self.at.insert(id.to_owned(), self.ids.len() - 1);
        self.ids.len() - 1
    }
}

/// The judge that decided it, by the name that it signs with: "judge" and twelve hexadecimal digits.
fn judge(by: &str) -> Option<ReaderIdentity> {
    let (name, version) = by.split_once(' ').filter(|(name, _)| *name == "judge")?;
    let digits = version.len() == 12 && version.chars().all(|digit| digit.is_ascii_hexdigit());
    digits.then(|| ReaderIdentity { name: name.to_owned(), version: version.to_owned() })
}

impl Gathering {
    fn add(&mut self, read: ReadDocument) {
        let ReadDocument { document, reading, statements, origin, mut utterances } = read;
        let key = self.key(document.id.as_str());
        let first = self.statements.len();
        let at = self.documents.len();
        let mut view_of = vec![None; statements.len()];
        let mut parents = Vec::new();
        for (i, statement) in statements.into_iter().enumerate() {
            let by = statement.act.iter().map(|acted| &acted.by);
            let by = by.chain(statement.positions.iter().map(|position| &position.by));
            self.readers.extend(by.filter_map(|by| judge(by)));
            let parent = statement.attribution.parent;
            if let Some(mut view) = self.statement(&document, &reading, statement) {
                view.document = at;
                let own = self.statements.len();
                view.utterance = match utterances.get_mut(i).and_then(Option::take) {
                    Some(utterance) => *self.utterances.entry(utterance).or_insert(own),
                    None => own,
                };
                view.ordinal = self.statements.len() - first + 1;
                view.id = format!("{key}-{}", view.ordinal);
                view_of[i] = Some(self.statements.len());
                self.numbers.insert((at, i), self.statements.len());
                parents.push(parent);
                self.statements.push(view);
            }
        }
        for (view, parent) in self.statements[first..].iter_mut().zip(parents) {
            view.parent = parent.and_then(|parent| view_of.get(parent).copied().flatten());
        }
        let mut notices = document.notices;
        notices.extend(reading.notices);
        let metadata = document.metadata;
        self.readers.insert(reading.reader);
        self.documents.push(DocumentView {
            key,
            name: document.name,
            title: metadata.title,
            outlet: metadata.outlet.filter(|outlet| !outlet.trim().is_empty()),
            outlet_index: None,
            author: metadata.author,
            published: metadata.published,
            modified: metadata.modified,
            url: metadata.url,
            language: metadata.language,
            format: document.format,
            words: document.text.split_whitespace().count(),
            passages: sound_passages(document.passages, &document.text),
            text: document.text,
            origin: origin.unwrap_or_else(|| document.id.as_str().to_owned()),
            notices,
            statements: first..self.statements.len(),
            id: document.id,
        });
    }

    /// Twelve digits of the identity; more words than that make no address better. Two documents that were
    /// made to share them are told apart by a number.
    fn key(&mut self, id: &str) -> String {
        let short: String = id.chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        let mut key = short.clone();
        let mut number = 1;
        while !self.keys.insert(key.clone()) {
            number += 1;
            key = format!("{short}x{number}");
        }
        key
    }

    /// Document and ordinal are filled in by the caller.
    fn statement(
        &mut self,
        document: &Document,
        reading: &Reading,
        statement: Statement,
    ) -> Option<StatementView> {
        let Statement { attribution, speaker, party, issue, act, positions, said_on } = statement;
        let text = &document.text;
        let content = sound_spans(&attribution.content, text);
        if content.is_empty() {
            return None;
        }
        let source = sound_spans(&attribution.source, text);
        let cue = sound_spans(&attribution.cue, text);
        let party = party.map(|party| self.parties.index(&party));
        let positions = positions.into_iter().map(|position| PositionView {
            guess: position.is_guess(),
            holder: self.parties.index(&position.holder),
            proposition: self.propositions.index(&position.proposition),
            proposition_id: position.proposition,
            stance: position.stance,
            hand: position.hand,
            condition: sound_spans(&position.condition, text),
        });
        let positions = positions.collect();
        let (issue, hints) =
            issue.map_or((None, Vec::new()), |issued| (Some(self.issues.index(&issued.issue)), issued.hints));
        let speaker = speaker.filter(|name| !name.trim().is_empty());
        let speaker = speaker.map(|name| self.speaker(name, &attribution, reading, &source, text, party));
        let context = windows(text, &reading.sentences, [&content, &source, &cue]);
        Some(StatementView {
            id: String::new(),
            document: 0,
            ordinal: 0,
            utterance: 0,
            content,
            source,
            cue,
            context,
            speaker,
            resolution: attribution.resolution,
            party,
            issue,
            hints,
            act: act.map(|acted| acted.act),
            positions,
            said_on,
            mode: attribution.mode,
            cue_kind: attribution.cue_kind,
            parent: None,
            score: attribution.score.clamp(0.0, 1.0),
            published: document.metadata.published,
            bin: None,
        })
    }

    fn speaker(
        &mut self,
        name: String,
        attribution: &Attribution,
        reading: &Reading,
        source: &[Span],
        text: &str,
        party: Option<usize>,
    ) -> usize {
        let at = *self.speaker_at.entry(name).or_insert_with_key(|name| {
            self.speakers.push(SpeakerNotes { name: name.clone(), ..SpeakerNotes::default() });
            self.speakers.len() - 1
        });
        let notes = &mut self.speakers[at];
        if let Some(party) = party {
            *notes.parties.entry(party).or_default() += 1;
        }
        if let Some(actor) = attribution.speaker.and_then(|actor| reading.actors.get(actor)) {
            *notes.kinds.entry(actor.kind).or_default() += 1;
            for role in &actor.roles {
                if notes.roles.len() < MOST_NAMES && !notes.roles.contains(role) {
                    notes.roles.push(role.clone());
                }
            }
        }
        let by_name =
            matches!(attribution.resolution, Resolution::Name | Resolution::NamePart | Resolution::Role);
        if by_name && let Some(found) = source.first().and_then(|span| span.of(text)) {
            let found = found.trim_matches(|c: char| c.is_whitespace() || ",;:—–".contains(c));
            let found: Vec<&str> = found.split_whitespace().collect();
            if (1..=12).contains(&found.len()) {
                *notes.names_found.entry(found.join(" ")).or_default() += 1;
            }
        }
        at
    }
}

/// Passages in order, without overlap, on character boundaries; a passage that does not fit is left out
/// (its words are shown all the same, as text between passages).
fn sound_passages(mut passages: Vec<Passage>, text: &str) -> Vec<Passage> {
    passages.sort_by_key(|passage| passage.span);
    let mut end = 0;
    passages.retain(|passage| {
        let sound = passage.span.start >= end && !passage.span.is_empty() && passage.span.of(text).is_some();
        if sound {
            end = passage.span.end;
        }
        sound
    });
    passages
}

fn sound_spans(spans: &[Span], text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> =
        spans.iter().copied().filter(|span| !span.is_empty() && span.of(text).is_some()).collect();
    spans.sort_unstable();
    spans
}

fn party_views(names: Names, codebook: Option<&Codebook>) -> Vec<PartyView> {
    let known = codebook.map_or(&[][..], |book| &book.parties);
    let view = |id: String| {
        let party = known.iter().find(|party| party.id == id);
        PartyView {
            name: party.map_or(&id, |party| &party.name).clone(),
            description: party.map(|party| party.description.clone()).unwrap_or_default(),
            id,
            statements: 0,
            utterances: 0,
            documents: 0,
            speakers: Vec::new(),
        }
    };
    names.ids.into_iter().map(view).collect()
}

fn issue_views(names: Names, codebook: Option<&Codebook>) -> Vec<IssueView> {
    let known = codebook.map_or(&[][..], |book| &book.issues);
    let view = |id: String| {
        let issue = known.iter().find(|issue| issue.id == id);
        IssueView {
            name: issue.map_or(&id, |issue| &issue.name).clone(),
            description: issue.map(|issue| issue.description.clone()).unwrap_or_default(),
            id,
            statements: 0,
            utterances: 0,
            documents: 0,
            by_party: Vec::new(),
            by_nobody_known: 0,
            utterances_by: Vec::new(),
        }
    };
    names.ids.into_iter().map(view).collect()
}
