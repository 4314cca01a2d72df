//! The main job on the example coverage: from a folder to a sourced brief, and what can be asked afterwards.

mod support;

use std::collections::HashMap;

use support::{Desk, example, lines};

fn briefed() -> Desk {
    let desk = Desk::new();
    let said = desk.run(&["brief", &example(), "--reader", "rules"]);
    assert_eq!(said.status, 0, "{}", said.err);
    desk
}

#[test]
fn the_brief_in_the_terminal() {
    let desk = Desk::new();
    let said = desk.run(&["brief", &example(), "--reader", "rules"]);
    assert_eq!(said.status, 0, "{}", said.err);
    insta::assert_snapshot!("brief_out", said.out);
    insta::assert_snapshot!("brief_err", said.err);
}

#[test]
fn the_page_is_the_same_on_any_number_of_threads() {
    let one = Desk::new();
    let two = Desk::new();
    one.run(&["brief", &example(), "--reader", "rules", "--jobs", "1"]);
    two.run(&["brief", &example(), "--reader", "rules", "--jobs", "7"]);
    let page = |desk: &Desk| std::fs::read(desk.path("brief.html")).expect("the page");
    assert!(page(&one) == page(&two), "the pages differ");
    let statements = |desk: &Desk| desk.run(&["statements", "--json"]).out;
    assert_eq!(statements(&one), statements(&two));
}

#[test]
fn of_a_large_ledger_the_latest_documents_are_briefed_and_the_rest_is_told() {
    let desk = Desk::new();
    let said = desk.run(&["brief", &example(), "--reader", "rules", "--latest", "3"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let notice =
        "Only the latest 3 documents are looked at here; 26 in the ledger are older. --latest N takes more.";
    assert!(said.out.contains(notice), "{}", said.out);
    assert!(said.out.contains(" · 3 documents · "), "{}", said.out);
    let page = std::fs::read_to_string(desk.path("brief.html")).expect("the page");
    assert!(page.contains(notice));
    // What is left out of a brief is still in the ledger, and in the next brief.
    let all = desk.run(&["brief", &example(), "--reader", "rules", "--latest", "0"]);
    let whole = briefed().run(&["brief", &example(), "--reader", "rules"]);
    assert_eq!(all.out, whole.out);
}

#[test]
fn a_second_run_adds_nothing() {
    let desk = briefed();
    let before = std::fs::read(desk.path("brief.html")).expect("the page");
    let again = desk.run(&["brief", &example(), "--reader", "rules"]);
    assert!(again.err.contains("0 documents added"), "{}", again.err);
    assert!(again.err.contains("29 documents known and unchanged"), "{}", again.err);
    assert!(std::fs::read(desk.path("brief.html")).expect("the page") == before, "the page changed");
}

#[test]
fn every_statement_has_its_words_at_its_place() {
    let desk = briefed();
    let read = desk.run(&["read", &example(), "--reader", "rules"]);
    assert_eq!(read.status, 0, "{}", read.err);
    let texts: HashMap<String, Vec<char>> = lines(&read.out)
        .into_iter()
        .map(|record| {
            let doc = record["doc"].as_str().expect("doc").to_owned();
            let text = match record["text"].as_str() {
                Some(text) => text.to_owned(),
                None => std::fs::read_to_string(format!("{}/{doc}", example())).expect("a text file"),
            };
            (doc, text.chars().collect())
        })
        .collect();
    let statements = lines(&desk.run(&["statements", "--json"]).out);
    assert!(statements.len() > 150, "only {} statements", statements.len());
    for statement in statements {
        let text = &texts[statement["doc"].as_str().expect("doc")];
        let pieces: Vec<String> = statement["content"]
            .as_array()
            .expect("content")
            .iter()
            .map(|span| {
                let at = |i: usize| usize::try_from(span[i].as_u64().expect("an offset")).expect("it fits");
                text[at(0)..at(1)].iter().collect()
            })
            .collect();
        assert_eq!(statement["text"].as_str(), Some(pieces.join(" […] ").as_str()));
    }
}

#[test]
fn the_tables() {
    let desk = briefed();
    for (name, arguments) in [
        ("statements", &["statements", "--party", "kestria", "--limit", "6"][..]),
        ("documents", &["documents"]),
        ("actors", &["actors", "--limit", "12"]),
        ("search", &["search", "cutters", "lighthouse", "--limit", "3"]),
        ("stories", &["stories"]),
        ("quotes", &["quotes", "--altered"]),
        ("check_ledger", &["check-ledger"]),
        ("reread", &["reread", "--reader", "rules"]),
    ] {
        let said = desk.run(arguments);
        assert_eq!(said.status, 0, "{name}: {}", said.err);
        insta::assert_snapshot!(name, format!("{}---\n{}", said.out, said.err));
    }
}

#[test]
fn the_json_of_each_table_has_its_keys() {
    let desk = briefed();
    for (command, keys) in [
        (
            &["statements", "--json", "--limit", "1"][..],
            "doc statement content source cue text mode speaker speaker_party issue act positions said_on published \
             origin score status",
        ),
        (&["documents", "--json"], "doc document title outlet author published language"),
        (&["actors", "--json"], "name kind party roles statements documents"),
        (&["search", "lighthouse", "--json"], "doc title snippet statements"),
        (&["stories", "--json"], "story witness title days words documents origins"),
        (&["quotes", "--json"], "utterance speaker documents origins witness altered wordings echoes"),
    ] {
        let said = desk.run(command);
        let rows = lines(&said.out);
        assert!(!rows.is_empty(), "{command:?} gave nothing");
        for key in keys.split_whitespace() {
            assert!(rows[0].get(key).is_some(), "{command:?} has no {key}");
        }
    }
}

#[test]
fn a_stored_text_that_was_tampered_with_is_found() {
    let desk = briefed();
    assert_eq!(desk.run(&["check-ledger"]).status, 0);
    // A byte of one quotation in the file itself, as a broken disk would change it.
    let path = desk.path("standpoint.db");
    let mut bytes = std::fs::read(&path).expect("the ledger");
    let words = b"it is the answer";
    let places: Vec<usize> =
        bytes.windows(words.len()).enumerate().filter(|(_, at)| *at == words).map(|(n, _)| n).collect();
    assert!(!places.is_empty(), "the text is not in the ledger");
    places.into_iter().for_each(|at| bytes[at] = b'I');
    std::fs::write(&path, bytes).expect("the ledger");
    let said = desk.run(&["check-ledger"]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("01-plumbline-varnau-paper.txt"), "{}", said.out);
}

#[test]
fn the_trained_reader_reads_the_same_on_any_number_of_threads() {
    let article = format!("{}/05-plumbline-envoy.txt", example());
    let desk = Desk::new();
    let one = desk.run(&["read", &article, "--jobs", "1"]);
    let two = desk.run(&["read", &article, "--jobs", "2"]);
    assert_eq!(one.status, 0, "{}", one.err);
    assert_eq!(one.out, two.out);
    let record = &lines(&one.out)[0];
    assert!(!record["reader"].as_str().expect("a reader").starts_with("rules"));
    assert!(record["attributions"].as_array().expect("attributions").len() > 10, "{}", one.out);
}

#[test]
fn a_folder_that_is_no_reader_is_told() {
    let desk = Desk::new();
    desk.write("model/reader.onnx", "no network");
    desk.write("model/reader.json", "{}");
    let said = desk.run(&["read", &example(), "--model", "model"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("model: ") && said.err.contains("hint"), "{}", said.err);
}
