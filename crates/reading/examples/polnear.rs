//! Prints what the rules find in a folder of `.txt` files as JSON lines for the scorer:
//! `cargo run --release -p standpoint-reading --example polnear -- FOLDER > pred.jsonl`.
//! Paragraphs are lines; the first is the headline.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a program: it reads files and prints"
)]

use standpoint_reading::{Reader, RuleReader};
use standpoint_terms::{CodePoints, PassageKind, Span};
use standpoint_testing::plain_document;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let mut document = plain_document("", &text);
        if let Some(first) = document.passages.first_mut() {
            first.kind = PassageKind::Heading;
        }
        let reading = RuleReader::new().read(&document);
        let points = CodePoints::new(&text);
        let list = |spans: &[Span]| spans.iter().filter_map(|s| points.of(*s)).collect::<Vec<_>>();
        let attributions: Vec<_> = reading
            .attributions
            .iter()
            .map(|a| {
                serde_json::json!({
                    "source": list(&a.source), "cue": list(&a.cue), "content": list(&a.content),
                    "mode": a.mode.name(), "parent": a.parent, "score": a.score, "kind": a.cue_kind.name(),
                })
            })
            .collect();
        let doc = file.file_stem().map(|s| s.to_string_lossy().into_owned());
        println!("{}", serde_json::json!({"doc": doc, "attributions": attributions}));
    }
    Ok(())
}
