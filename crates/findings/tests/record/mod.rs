//! Records written down line by line, for tests.
//!
//! `# 2031-03-03 NAME` begins a document (`# undated NAME`; `of ORIGIN` behind the name puts it in an origin, `by hand` at the end says that people coded it). A line
//! `SPEAKER/PARTY ACT POSITION…: WORDS` is a statement; a small first letter makes the speaker unnamed. A position is
//! `PROPOSITION+` (support), `-` (oppose) or `?` (conditional), of the speaker's party or, as `PARTY:PROPOSITION+`, told
//! of another; `~` behind it makes it a guess; `@ISSUE` is what it is about. `> WORDS` is a sentence of the author's.

use standpoint_findings::{Record, RecordDocument, RecordStatement};
use standpoint_terms::{
    Act, Acted, Attribution, Codebook, CueKind, DocumentId, Hand, Issued, Mode, Moment, Resolution, Span,
    Stance, StatedPosition, Statement,
};

const CODEBOOK: &str = include_str!("river.toml");

pub(crate) struct Owned {
    pub(crate) codebook: Codebook,
    pub(crate) documents: Vec<OwnedDocument>,
}

pub(crate) struct OwnedDocument {
    pub(crate) id: DocumentId,
    pub(crate) text: String,
    published: Option<Moment>,
    origin: Option<String>,
    by_hand: bool,
    sentences: Vec<Span>,
    statements: Vec<(Statement, bool)>,
}

impl Default for Owned {
    fn default() -> Owned {
        Owned {
            codebook: toml::from_str(CODEBOOK).expect("the codebook of the tests"),
            documents: Vec::new(),
        }
    }
}

impl Owned {
    pub(crate) fn parse(lines: &[&str]) -> Owned {
        let mut owned = Owned::default();
        for line in lines.iter().filter(|line| !line.trim().is_empty()) {
            match line.strip_prefix("# ") {
                Some(head) => owned.documents.push(OwnedDocument::new(head)),
                None => owned.documents.last_mut().expect("a document begins with #").line(line),
            }
        }
        owned
    }

    pub(crate) fn record(&self) -> Record<'_> {
        let documents = self.documents.iter().map(|document| RecordDocument {
            id: &document.id,
            text: &document.text,
            published: document.published,
            origin: document.origin.as_deref(),
            by_hand: document.by_hand,
            sentences: &document.sentences,
            statements: document
                .statements
                .iter()
                .map(|(statement, unnamed)| RecordStatement { statement, unnamed: *unnamed, utterance: None })
                .collect(),
        });
        Record { codebook: Some(&self.codebook), documents: documents.collect() }
    }
}

impl OwnedDocument {
    fn new(head: &str) -> OwnedDocument {
        let (date, rest) = head.split_once(' ').expect("# DATE NAME");
        let (rest, by_hand) = rest.strip_suffix(" by hand").map_or((rest, false), |rest| (rest, true));
        let (name, origin) = match rest.split_once(" of ") {
            Some((name, origin)) => (name, Some(origin.to_owned())),
            None => (rest, None),
        };
        OwnedDocument {
            // As long as the others, in the order of the names.
            id: DocumentId::from_stored(format!("{name:0<32}")),
            text: String::new(),
            published: date.parse().ok(),
            origin,
            by_hand,
            sentences: Vec::new(),
            statements: Vec::new(),
        }
    }

    fn line(&mut self, line: &str) {
        let (head, words) = match line.strip_prefix("> ") {
            Some(words) => (None, words),
            None => line.split_once(": ").map(|(head, words)| (Some(head), words)).expect("HEAD: WORDS"),
        };
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        self.sentences.push(span);
        if let Some(head) = head {
            let unnamed = head.starts_with(char::is_lowercase);
            self.statements.push((statement(head, span), unnamed));
        }
    }
}

fn statement(head: &str, span: Span) -> Statement {
    let (speaker, rest) = head.split_once('/').expect("SPEAKER/PARTY");
    let mut words = rest.split_whitespace();
    let party = words.next().filter(|party| *party != "none").map(str::to_owned);
    let act = words.next().expect("an act");
    let act =
        Act::ALL.into_iter().find(|known| known.name() == act).unwrap_or_else(|| panic!("{act} is no act"));
    let (issues, words): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('@'));
    let issue = issues.first().map(|issue| Issued { issue: issue[1..].to_owned(), hints: Vec::new() });
    let positions = words.into_iter().map(|word| {
        let (holder, what) =
            word.split_once(':').unwrap_or_else(|| (party.as_deref().expect("a party"), word));
        // "~" behind a stance: it is only guessed.
        let (what, score) = what.strip_suffix('~').map_or((what, 1.0), |what| (what, 0.2));
        let (proposition, stance) = what.split_at(what.len() - 1);
        StatedPosition {
            holder: holder.to_owned(),
            proposition: proposition.to_owned(),
            stance: match stance {
                "+" => Stance::Support,
                "-" => Stance::Oppose,
                "?" => Stance::Conditional,
                other => panic!("{other} is no stance"),
            },
            condition: Vec::new(),
            hand: if Some(holder) == party.as_deref() { Hand::First } else { Hand::Second },
            score,
            by: "test".to_owned(),
        }
    });
    Statement {
        positions: positions.collect(),
        attribution: Attribution {
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![span],
            mode: Mode::Indirect,
            cue_kind: CueKind::Reporting,
            speaker: None,
            resolution: Resolution::Name,
            parent: None,
            score: 1.0,
        },
        speaker: Some(speaker.to_owned()),
        party,
        issue,
        act: Some(Acted { act, score: 1.0, by: "test".to_owned() }),
        said_on: None,
    }
}
