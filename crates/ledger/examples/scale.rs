//! How fast the ledger is as it grows: adds generated documents and asks each question of the command line.
//!
//! `cargo run --release -p standpoint-ledger --example scale -- [DOCUMENTS] [FILE] [shuffled]`; by default
//! 100,000 documents of about 300 words, 20 statements and 8 actors, in a file that is removed afterwards.
//! They come day by day, as coverage does; `shuffled` gives each a day of the year at random, which touches
//! many more pages of the file.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a measuring program prints and has a clock"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use standpoint_ledger::{
    ActorFilter, ActorOrder, DocumentFilter, Entry, Ledger, Order, Result, StatementFilter,
};
use standpoint_terms::*;

const BATCH: usize = 64;

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let documents: usize = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let kept = arguments.next().map(PathBuf::from);
    let path = kept.clone().unwrap_or_else(|| std::env::temp_dir().join("standpoint-scale.db"));
    let mut ledger = Ledger::open(&path)?;
    let shuffled = arguments.next().is_some_and(|word| word == "shuffled");
    fill(&mut ledger, documents, shuffled)?;
    println!("{:?}", ledger.counts()?);
    println!("file: {} MB", std::fs::metadata(&path)?.len() / 1_000_000);
    ask(&ledger)?;
    drop(ledger);
    if kept.is_none() {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
        }
    }
    Ok(())
}

fn fill(ledger: &mut Ledger, documents: usize, shuffled: bool) -> Result<()> {
    let at: Moment = "2031-06-01T12:00:00Z".parse().expect("a date");
    let mut made = Made { shuffled, documents, ..Made::default() };
    let start = ledger.counts()?.documents;
    made.number = start;
    let (mut busy, mut since, mut slowest) = (Duration::ZERO, start, Duration::ZERO);
    let mut worked = work();
    while made.number < documents {
        let batch: Vec<_> = (0..BATCH.min(documents - made.number)).map(|_| made.entry()).collect();
        let begun = Instant::now();
        ledger.add(&batch, at)?;
        let took = begun.elapsed();
        busy += took;
        slowest = slowest.max(took);
        let done = made.number;
        let step = if done <= 10_000 { 1_000 } else { 10_000 };
        if done / step != since / step || done == documents {
            let rate = (done - since) as f64 / busy.as_secs_f64();
            let cpu = work().zip(worked).map_or(f64::NAN, |(now, then)| now - then) / (done - since) as f64;
            let slow = slowest.as_millis();
            println!(
                "{done:>7} documents: {rate:>6.0} a second; slowest batch {slow} ms; {cpu:.2} ms of CPU each"
            );
            worked = work();
            (busy, since, slowest) = (Duration::ZERO, done, Duration::ZERO);
        }
    }
    Ok(())
}

/// The processor time of this program so far in milliseconds, its making of documents included: on a busy
/// machine it tells more than the clock. Linux only.
fn work() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let ticks: Vec<f64> = stat.split(' ').skip(13).take(2).filter_map(|n| n.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() * 10.0)
}

/// The median of eleven runs after one that warms up.
fn time(what: &str, mut f: impl FnMut() -> Result<usize>) -> Result<()> {
    let total = f()?;
    let mut runs = [0; 11].map(|_: i32| Duration::ZERO);
    for run in &mut runs {
        let begun = Instant::now();
        f()?;
        *run = begun.elapsed();
    }
    runs.sort();
    println!("{:>8.2} ms  (slowest {:>8.2})  {what}: {total}", ms(runs[5]), ms(runs[10]));
    Ok(())
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn ask(ledger: &Ledger) -> Result<()> {
    let day = |written: &str| Some(written.parse::<Moment>().expect("a date"));
    let some = |word: &str| Some(word.to_owned());
    time("counts", || Ok(ledger.counts()?.statements))?;
    let any = DocumentFilter { limit: Some(50), ..DocumentFilter::default() };
    let month =
        DocumentFilter { published_from: day("2031-03-01"), published_to: day("2031-03-31"), ..any.clone() };
    for (what, filter) in [
        ("documents", any.clone()),
        ("documents, newest", DocumentFilter { order: Order::Newest, ..any.clone() }),
        ("documents of a name", DocumentFilter { name: some("777"), ..any.clone() }),
        ("documents of an outlet", DocumentFilter { outlet: some("outlet 3"), ..any.clone() }),
        ("documents of a month", month),
        ("documents, page 1000", DocumentFilter { offset: 50_000, ..any.clone() }),
        ("documents, all versions", DocumentFilter { versions: standpoint_ledger::Versions::All, ..any }),
    ] {
        time(what, || Ok(ledger.documents(&filter)?.total))?;
    }
    let any = StatementFilter { limit: Some(50), ..StatementFilter::default() };
    let actor = ledger.actors(&ActorFilter { limit: Some(1), ..ActorFilter::default() })?.rows[0].clone();
    let document =
        ledger.documents(&DocumentFilter { limit: Some(1), ..DocumentFilter::default() })?.rows[0].id.clone();
    for (what, filter) in [
        ("statements", any.clone()),
        ("statements, newest", StatementFilter { order: Order::Newest, ..any.clone() }),
        ("statements of a party", StatementFilter { party: some("party 1"), ..any.clone() }),
        ("statements on an issue", StatementFilter { issue: some("issue 5"), ..any.clone() }),
        (
            "statements of a party on an issue",
            StatementFilter { party: some("party 1"), issue: some("issue 5"), ..any.clone() },
        ),
        ("statements of a mode", StatementFilter { mode: Some(Mode::List), ..any.clone() }),
        ("statements of unnamed", StatementFilter { unnamed: true, ..any.clone() }),
        (
            "statements of unnamed in lists",
            StatementFilter { unnamed: true, mode: Some(Mode::List), party: some("party 2"), ..any.clone() },
        ),
        (
            "statements of a month",
            StatementFilter {
                published_from: day("2031-03-01"),
                published_to: day("2031-03-31"),
                ..any.clone()
            },
        ),
        (
            "statements of a party in a month",
            StatementFilter {
                published_from: day("2031-03-01"),
                published_to: day("2031-03-31"),
                party: some("party 1"),
                ..any.clone()
            },
        ),
        (
            "statements since an hour",
            StatementFilter { published_from: day("2031-11-01T06:00:00"), ..any.clone() },
        ),
        ("statements of a speaker", StatementFilter { speaker: some(&actor.name), ..any.clone() }),
        ("statements of the name 'mira'", StatementFilter { speaker: some("mira"), ..any.clone() }),
        ("statements of the letter 'a'", StatementFilter { speaker: some("a"), ..any.clone() }),
        ("statements of an actor", StatementFilter { actor: Some(actor.id), ..any.clone() }),
        (
            "statements of an actor on an issue",
            StatementFilter { actor: Some(actor.id), issue: some("issue 5"), ..any.clone() },
        ),
        ("statements of a document", StatementFilter { document: Some(document), ..any.clone() }),
        ("statements of a document's name", StatementFilter { document_name: some("777"), ..any.clone() }),
        ("statements of a common name", StatementFilter { document_name: some("txt"), ..any.clone() }),
        ("statements, page 2000", StatementFilter { offset: 100_000, ..any }),
    ] {
        time(what, || Ok(ledger.statements(&filter)?.total))?;
    }
    let any = ActorFilter { limit: Some(50), ..ActorFilter::default() };
    for (what, filter) in [
        ("actors", any.clone()),
        ("actors by name", ActorFilter { order: ActorOrder::Name, ..any.clone() }),
        ("actors of a name", ActorFilter { name: some("mira"), ..any.clone() }),
        ("actors of a party", ActorFilter { party: some("party 1"), ..any.clone() }),
        ("unnamed", ActorFilter { kind: Some(ActorKind::Unnamed), ..any.clone() }),
        ("bodies", ActorFilter { kind: Some(ActorKind::Body), ..any }),
    ] {
        time(what, || Ok(ledger.actors(&filter)?.total))?;
    }
    for query in [
        "word12",
        "word900 word700",
        "\"said that\"",
        "word1999",
        "word19*",
        "word1*",
        "said",
        "said -word12",
        "mira word44",
    ] {
        time(&format!("search {query}"), || Ok(ledger.search(query, 20, 0)?.total))?;
    }
    Ok(())
}

/// A stream of documents that are alike and yet all different. The generator is Knuth's linear congruential
/// one, so that every run has the same.
#[derive(Default)]
struct Made {
    shuffled: bool,
    documents: usize,
    number: usize,
    state: u64,
}

impl Made {
    fn below(&mut self, n: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % n
    }

    /// Few words are frequent and many are rare.
    fn word(&mut self) -> String {
        let n = self.below(2000) * self.below(2000) / 2000;
        format!("word{n}")
    }

    fn entry(&mut self) -> Entry {
        self.number += 1;
        self.state = (self.number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let names = ["Mira", "Oke", "Ines", "Tomas", "Lena", "Pavo", "Runa", "Silas"];
        let actors: Vec<Actor> = (0..8)
            .map(|i| {
                let (name, kind) = match i {
                    0..4 => (
                        format!(
                            "{} Surname{}",
                            names[self.below(8)],
                            self.below(3000) * self.below(3000) / 3000
                        ),
                        ActorKind::Person,
                    ),
                    4 => (format!("Surname{}", self.below(3000)), ActorKind::Person),
                    5 | 6 => (format!("Ministry {}", self.below(60)), ActorKind::Body),
                    _ => (format!("officials {}", self.below(40)), ActorKind::Unnamed),
                };
                let roles = vec![format!("role {}", self.below(30))];
                Actor { name, kind, roles, affiliations: vec![format!("side {}", self.below(8))] }
            })
            .collect();
        let mut text = format!("Number {}.\n\n", self.number);
        let (mut sentences, mut mentions, mut statements) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..20 {
            let (start, speaker) = (text.len(), self.below(8));
            text += &actors[speaker].name;
            let source = Span::new(start, text.len());
            text += " said ";
            let cue = Span::new(text.len() - 5, text.len() - 1);
            let words = text.len();
            text += "“that";
            for _ in 0..10 {
                text.push(' ');
                text += &self.word();
            }
            text += "”";
            let content = Span::new(words, text.len());
            text += ".\n";
            sentences.push(Span::new(start, text.len() - 1));
            mentions.push(Mention {
                span: source,
                kind: MentionKind::Person,
                actor: Some(speaker),
                resolution: Resolution::Name,
            });
            let attribution = Attribution {
                source: vec![source],
                cue: vec![cue],
                content: vec![content],
                mode: [Mode::Direct, Mode::Direct, Mode::Mixed, Mode::Indirect, Mode::List][self.below(5)],
                cue_kind: CueKind::Reporting,
                speaker: Some(speaker),
                resolution: Resolution::Name,
                parent: None,
                score: 0.5,
            };
            let party = self.below(7);
            let issue = self.below(20);
            statements.push(Statement {
                attribution,
                speaker: Some(actors[speaker].name.clone()),
                party: (party < 5).then(|| format!("party {party}")),
                issue: (issue < 12)
                    .then(|| Issued { issue: format!("issue {issue}"), hints: vec!["hint".to_owned()] }),
                act: None,
                positions: Vec::new(),
                said_on: None,
            });
        }
        // A year of coverage, with days of 28 to the month; what comes in is up to three days old.
        let late = if self.shuffled { self.below(336) } else { self.below(4) };
        let date = ((self.number - 1) * 336 / self.documents.max(self.number) + 336 - late) % 336;
        let (month, day, outlet) = (1 + date / 28, 1 + date % 28, self.below(5));
        let name = format!("outlet{outlet}/2031-{month:02}-{day:02}-story-{}.txt", self.number);
        let published = format!("2031-{month:02}-{day:02}T{:02}:00:00Z", self.below(24));
        Entry {
            document: Document {
                id: DocumentId::of_text(&text),
                locator: format!("/coverage/{name}"),
                name,
                format: Format::Text,
                metadata: Metadata {
                    title: Some(format!("Story {}", self.number)),
                    outlet: Some(format!("Outlet {outlet}")),
                    published: published.parse().ok(),
                    ..Metadata::default()
                },
                passages: sentences.iter().map(|s| Passage { kind: PassageKind::Body, span: *s }).collect(),
                text,
                notices: Vec::new(),
            },
            reading: Reading {
                reader: ReaderIdentity { name: "made".to_owned(), version: "1".to_owned() },
                sentences,
                mentions,
                actors,
                attributions: statements.iter().map(|s: &Statement| s.attribution.clone()).collect(),
                notices: Vec::new(),
            },
            statements,
        }
    }
}
