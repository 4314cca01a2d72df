//! What is found in folders, and what the analyst's sheet says of it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use standpoint_intake::{Options, Place, Reason, discover, take};
use standpoint_terms::Document;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn documents(place: &Path) -> Vec<Document> {
    let options = Options::default();
    let (items, problems) = discover(&[Place::Path(place.to_owned())], &options);
    assert!(problems.iter().all(standpoint_intake::Problem::is_quiet), "{problems:?}");
    let mut documents = Vec::new();
    for item in &items {
        take(item, &options, &mut |result| documents.push(result.unwrap()));
    }
    documents
}

#[test]
fn folders_in_order_without_what_is_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        "b.txt",
        "a/z.md",
        "a/y.html.gz",
        "B.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "codebook.toml",
        "metadata.csv",
        "l.db",
        "p.jpg",
        "q.jpg",
        "noend",
    ];
    for name in names {
        write(folder.path(), name, "file,title\n");
    }
    let (items, problems) = discover(&[Place::Path(folder.path().to_owned())], &Options::default());
    let found: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(found, ["B.TXT", "a/y.html.gz", "a/z.md", "b.txt"]);
    assert!(items[0].locator.ends_with("/B.TXT"));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].is_quiet());
    assert_eq!(problems[0].reason, Reason::Skipped(".jpg: 2, no ending: 1".to_owned()));
}

#[test]
fn a_named_file_is_always_taken_and_a_missing_one_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "notes", "The talks broke off.");
    let document = documents(&folder.path().join("notes")).remove(0);
    assert_eq!((document.name.as_str(), document.text.as_str()), ("notes", "The talks broke off."));
    let (items, problems) = discover(&[Place::Path(folder.path().join("gone.txt"))], &Options::default());
    assert_eq!((items.len(), &problems[0].reason), (0, &Reason::NotFound));
}

#[test]
fn the_analysts_sheet_wins() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "metadata.csv",
        "file,outlet,published\na.md,The Post,2031-05-12\nsub/b.txt,,2031-05-13\nc.jsonl#2,Second,\nc.jsonl,All,\n",
    );
    write(folder.path(), "sub/metadata.csv", "file,outlet\nb.txt,Sub\n");
    write(folder.path(), "a.md", "---\noutlet: Another\ntitle: No deal\n---\nWords.");
    write(folder.path(), "sub/b.txt", "Words.");
    write(folder.path(), "c.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    let shown = |documents: Vec<Document>| -> Vec<String> {
        documents
            .iter()
            .map(|document| {
                let m = &document.metadata;
                let date = m.published.map(|date| date.to_string());
                let fields = [&m.outlet, &date, &m.title].map(|field| field.as_deref().unwrap_or("-"));
                format!("{} {}", document.name, fields.join(" "))
            })
            .collect()
    };
    assert_eq!(
        shown(documents(folder.path())),
        [
            "a.md The Post 2031-05-12 No deal",
            "c.jsonl#1 All - -",
            "c.jsonl#2 Second - -",
            "sub/b.txt Sub 2031-05-13 -"
        ]
    );
    assert_eq!(shown(documents(&folder.path().join("a.md"))), ["a.md The Post 2031-05-12 No deal"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/x.txt", "Words.");
    std::os::unix::fs::symlink(folder.path().join("a"), folder.path().join("b")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/back")).unwrap();
    let found: Vec<String> = documents(folder.path()).into_iter().map(|document| document.name).collect();
    assert_eq!(found, ["a/x.txt", "b/x.txt"]);
}
