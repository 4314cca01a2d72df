//! Prints what a reader finds in a folder of `.txt` files as JSON lines for the scorers:
//! `cargo run --release -p standpoint-reading --example readings -- READER FOLDER attributions|statements`.
//! READER is a folder with a reader's files, or `rules`. Paragraphs are lines; the first is the headline.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a program: it reads files and prints"
)]

use std::path::Path;
use std::sync::Arc;

use standpoint_inference::{Model, ModelFiles, WordFiles, WordVectors};
use standpoint_reading::{ModelReader, Reader, RuleReader, statements};
use standpoint_terms::{CodePoints, PassageKind, Span};
use standpoint_testing::plain_document;

fn reader(name: &str) -> Result<Box<dyn Reader>, Box<dyn std::error::Error>> {
    if name == "rules" {
        return Ok(Box::new(RuleReader::new()));
    }
    let folder = Path::new(name);
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("../inference/models/words");
    let words = WordVectors::new(WordFiles {
        vocabulary: std::fs::read_to_string(words.join("vocab.txt"))?.into(),
        vectors: std::fs::read(words.join("vectors.i8"))?.into(),
    })?;
    let files = ModelFiles {
        network: std::fs::read(folder.join("reader.onnx"))?.into(),
        description: std::fs::read_to_string(folder.join("reader.json"))?.into(),
    };
    Ok(Box::new(ModelReader::new(Model::new(&files, Arc::new(words))?)))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder, what] = arguments.as_slice() else { return Err("READER FOLDER WHAT".into()) };
    let reader = reader(name)?;
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let mut document = plain_document("", &text);
        if let Some(first) = document.passages.first_mut() {
            first.kind = PassageKind::Heading;
        }
        let reading = reader.read(&document);
        let points = CodePoints::new(&text);
        let list = |spans: &[Span]| spans.iter().filter_map(|s| points.of(*s)).collect::<Vec<_>>();
        let doc = file.file_name().map(|s| s.to_string_lossy().into_owned());
        let lines: Vec<_> = statements(&document, &reading, None)
            .iter()
            .map(|statement| {
                let a = &statement.attribution;
                serde_json::json!({
                    "doc": doc, "source": list(&a.source), "cue": list(&a.cue), "content": list(&a.content),
                    "mode": a.mode.name(), "parent": a.parent, "score": a.score, "kind": a.cue_kind.name(),
                    "speaker": statement.speaker, "resolution": a.resolution.name(),
                })
            })
            .collect();
        if what == "statements" {
            lines.iter().for_each(|line| println!("{line}"));
        } else {
            let doc = file.file_stem().map(|s| s.to_string_lossy().into_owned());
            println!("{}", serde_json::json!({"doc": doc, "attributions": lines}));
        }
    }
    Ok(())
}
