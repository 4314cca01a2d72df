//! Each step by itself. `cargo bench -p standpoint-bench`; throughput is in bytes of text.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use standpoint_app::intake::{Options, Place};
use standpoint_bench::coverage;
use standpoint_brief::{BriefInput, ReadDocument, assemble, html};
use standpoint_ledger::{Entry, Ledger};
use standpoint_reading::{Reader, RuleReader, sentences, statements};

/// Documents of one round.
const DOCUMENTS: u64 = 200;

fn main() {
    divan::main();
}

fn entries() -> Vec<Entry> {
    let reader = RuleReader::new();
    (0..DOCUMENTS)
        .map(|n| {
            let document = coverage::document(n);
            let reading = reader.read(&document);
            let statements = statements(&document, &reading, None);
            Entry { document, reading, statements }
        })
        .collect()
}

fn bytes() -> BytesCount {
    BytesCount::new((0..DOCUMENTS).map(|n| coverage::text(n).len()).sum::<usize>())
}

/// Opening plain-text files and web pages of a folder.
#[divan::bench(args = ["txt", "html"])]
fn intake(bencher: Bencher<'_, '_>, ending: &str) {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..DOCUMENTS {
        let text = coverage::text(n);
        let file = if ending == "txt" { text } else { page(&text) };
        std::fs::write(folder.path().join(format!("{n}.{ending}")), file).unwrap();
    }
    let options = Options::default();
    let places = [Place::Path(folder.path().to_owned())];
    bencher.counter(bytes()).bench_local(|| {
        let (items, _) = standpoint_app::intake::discover(&places, &options);
        let mut count = 0;
        for item in &items {
            standpoint_app::intake::take(item, &options, &mut |taken| count += usize::from(taken.is_ok()));
        }
        assert_eq!(count as u64, DOCUMENTS);
    });
}

/// A text as a page with a menu, a sidebar and a footer.
fn page(text: &str) -> String {
    let paragraphs: String = text.split("\n\n").map(|p| format!("<p>{}</p>\n", p.trim())).collect();
    let links: String = (0..30).map(|n| format!("<li><a href=\"/{n}\">Section {n}</a></li>")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Talks</title></head><body><nav><ul>{links}</ul></nav>\
         <article><h1>Talks</h1>{paragraphs}</article><aside><ul>{links}</ul></aside><footer>About us</footer></body></html>"
    )
}

/// Cutting texts into sentences.
#[divan::bench]
fn segmentation(bencher: Bencher<'_, '_>) {
    let documents: Vec<_> = (0..DOCUMENTS).map(coverage::document).collect();
    bencher.counter(bytes()).bench_local(|| {
        documents.iter().map(|d| sentences(black_box(&d.text), &d.passages).len()).sum::<usize>()
    });
}

/// Reading by rules.
#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    let reader = RuleReader::new();
    let documents: Vec<_> = (0..DOCUMENTS).map(coverage::document).collect();
    bencher
        .counter(bytes())
        .bench_local(|| documents.iter().map(|d| reader.read(d).attributions.len()).sum::<usize>());
}

/// Writing to a new ledger.
#[divan::bench]
fn ledger_writes(bencher: Bencher<'_, '_>) {
    let entries = entries();
    let folder = tempfile::tempdir().unwrap();
    let mut round = 0;
    bencher.counter(bytes()).bench_local(|| {
        round += 1;
        let mut ledger = Ledger::open(&folder.path().join(format!("{round}.db"))).unwrap();
        for batch in entries.chunks(64) {
            ledger.add(batch, "2031-06-01".parse().unwrap()).unwrap();
        }
    });
}

/// Putting a brief together and drawing its page.
#[divan::bench]
fn brief_page(bencher: Bencher<'_, '_>) {
    let entries = entries();
    bencher.counter(bytes()).with_inputs(|| entries.clone()).bench_local_values(|entries| {
        let documents = entries
            .into_iter()
            .map(|e| ReadDocument {
                document: e.document,
                reading: e.reading,
                statements: e.statements,
                origin: None,
                utterances: Vec::new(),
            })
            .collect();
        let brief = assemble(BriefInput { documents, ..BriefInput::default() });
        let mut page = Vec::new();
        html::render(&brief, &mut page).unwrap();
        page.len()
    });
}
