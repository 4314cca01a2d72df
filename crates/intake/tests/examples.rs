//! The example coverage comes in as its gold says: every text to the letter, with title, outlet and date.

use std::path::{Path, PathBuf};

use standpoint_intake::{Options, Place, discover, take};
use standpoint_terms::Document;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn documents(folder: &Path) -> Vec<Document> {
    let options = Options::default();
    let (items, problems) = discover(&[Place::Path(folder.to_owned())], &options);
    assert_eq!(problems, []);
    let mut documents = Vec::new();
    for item in &items {
        take(item, &options, &mut |result| documents.push(result.expect("a document")));
    }
    documents
}

fn check(name: &str) -> Vec<Document> {
    let gold = root().join("gold").join(name).join("text");
    let documents = documents(&root().join(name));
    for document in &documents {
        let expected =
            std::fs::read_to_string(gold.join(&document.name)).expect("a gold text for each document");
        assert_eq!(document.text, expected, "{}", document.name);
        for passage in &document.passages {
            assert_eq!(passage.span, passage.span.trimmed(&document.text), "{}", document.name);
        }
    }
    documents
}

#[test]
fn texts_and_metadata_of_sarne() {
    let documents = check("sarne");
    let shown: Vec<String> = documents
        .iter()
        .map(|document| {
            let m = &document.metadata;
            let date = m.published.map(|date| date.to_string());
            let fields = [&date, &m.outlet, &m.author, &m.title].map(|field| field.as_deref().unwrap_or("?"));
            format!("{} | {}", document.name, fields.join(" | "))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    assert!(documents.iter().all(|document| document.notices.is_empty()));
}
