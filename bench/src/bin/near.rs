//! The index of near duplicates at scale: what adding one more document costs as a ledger grows.
//!
//! `cargo run --release -p standpoint-bench --bin near -- 1000000 [plain]`; with `plain` nothing is compared, so that
//! the difference is what the index costs.
#![expect(clippy::disallowed_macros, reason = "a measurement prints")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock and arguments")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::time::{Duration, Instant};

use standpoint_app::ByWords;
use standpoint_bench::notes::note;
use standpoint_ledger::{Entry, Ledger};
use standpoint_stories::near::{Comparable, compare, is_near, shingles};
use standpoint_terms::*;

/// Documents in a transaction, as the program has it.
const BATCH: u64 = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let documents: u64 = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let plain = std::env::args().nth(2).is_some_and(|word| word == "plain");
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("near.db");
    let mut ledger = Ledger::open(&path)?;
    println!(
        "| documents there | added a second | processor, ms a document | written, KB a document | ledger, MB | peak memory, MB |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    let mut marks: Vec<u64> = (1..=20).map(|step| documents * step / 20).collect();
    marks.insert(0, 10_000.min(documents));
    marks.sort_unstable();
    marks.dedup();
    let mut made: BTreeMap<DocumentId, u64> = BTreeMap::new();
    let mut planted: Vec<[u64; 2]> = Vec::new();
    let (mut n, mut since, mut spent) = (0, 0, Duration::ZERO);
    let mut before = work();
    for mark in marks {
        while n < mark {
            let batch: Vec<Entry> = (n..(n + BATCH).min(mark))
                .map(|n| {
                    let (text, of) = note(n);
                    planted.extend(of.map(|of| [of, n]));
                    let entry = entry(n, text);
                    // Which is which is asked at the end, of those that were made of others and of these.
                    made.insert(entry.document.id.clone(), n);
                    entry
                })
                .collect();
            n += batch.len() as u64;
            let start = Instant::now();
            match plain {
                true => ledger.add(&batch, "2031-06-01".parse()?)?,
                false => ledger.add_compared(&batch, &ByWords, "2031-06-01".parse()?)?,
            };
            spent += start.elapsed();
        }
        let now = work();
        let each = (n - since) as f64;
        println!(
            "| {n} | {:.0} | {:.2} | {:.0} | {} | {} |",
            each / spent.as_secs_f64(),
            (now.0 - before.0) / each,
            (now.1 - before.1) / 1024.0 / each,
            std::fs::metadata(&path)?.len() / 1_000_000,
            peak() / 1024,
        );
        (since, spent, before) = (n, Duration::ZERO, now);
    }
    if plain {
        return Ok(());
    }
    let found: BTreeSet<[u64; 2]> =
        ledger.near()?.iter().map(|pair| pair.documents.each_ref().map(|id| made[id])).collect();
    let words = |n: u64| Comparable::of(&shingles(&note(n).0));
    let near: Vec<&[u64; 2]> =
        planted.iter().filter(|[one, other]| is_near(&compare(&words(*one), &words(*other)))).collect();
    let met = near.iter().filter(|pair| found.contains(**pair)).count();
    println!(
        "\n{} texts were made of earlier ones, {} are near duplicates of these, and {met} of those pairs were found; \
         {} pairs in all.",
        planted.len(),
        near.len(),
        found.len()
    );
    Ok(())
}

fn entry(n: u64, text: String) -> Entry {
    let name = format!("{n}.txt");
    let published = format!("2031-{:02}-{:02}", 1 + n / 90_000 % 12, 1 + n / 3_000 % 28);
    let document = Document {
        id: DocumentId::of_text(&text),
        locator: format!("/notes/{name}"),
        name,
        format: Format::Text,
        metadata: Metadata { published: published.parse().ok(), ..Metadata::default() },
        passages: vec![Passage { kind: PassageKind::Body, span: Span::new(0, text.len()) }],
        text,
        notices: Vec::new(),
    };
    let reading = Reading {
        reader: ReaderIdentity { name: "nobody".to_owned(), version: "1".to_owned() },
        sentences: Vec::new(),
        mentions: Vec::new(),
        actors: Vec::new(),
        attributions: Vec::new(),
        notices: Vec::new(),
    };
    Entry { document, reading, statements: Vec::new() }
}

/// Processor time of this program so far in milliseconds, its making of texts included, and the bytes that it had
/// written. Linux only; 0 elsewhere.
fn work() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = stat.split(' ').skip(13).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let written = io.lines().find_map(|line| line.strip_prefix("wchar: ")?.parse::<f64>().ok());
    (ticks * 10.0, written.unwrap_or(0.0))
}

/// The most memory that it held, in KB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).unwrap_or(0)
}
