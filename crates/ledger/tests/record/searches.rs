//! Full text.

use proptest::prelude::*;
use standpoint_ledger::{ErrorKind, Ledger};
use standpoint_terms::ActorKind::Person;

use crate::made::{Said, entry, now};

fn ledger() -> Ledger {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let entries = [
        entry(
            "a.txt",
            Some("2031-03-02"),
            &[
                Said("Ines Tarn", Person, "", "", "The café by the harbour is closed"),
                Said("Oke Brandt", Person, "", "", "The harbour will open"),
            ],
        ),
        entry("b.txt", None, &[Said("Ines Tarn", Person, "", "", "A \u{e000}harbour\u{e001} deal, or NOT")]),
    ];
    ledger.add(&entries, now()).unwrap();
    ledger
}

fn check(query: &str, expected: &[&str]) {
    let page = ledger().search(query, 10, 0).unwrap();
    let shown: Vec<String> = page
        .rows
        .iter()
        .map(|hit| {
            let part = |p: &standpoint_ledger::SnippetPart| {
                if p.hit { format!("[{}]", p.text) } else { p.text.clone() }
            };
            hit.document.name.clone() + ": " + hit.snippet.iter().map(part).collect::<String>().trim_end()
        })
        .collect();
    assert_eq!(shown, expected, "{query}");
    assert_eq!(page.total, expected.len(), "{query}");
}

#[test]
fn hits_are_marked_where_they_stand() {
    let cafe = "a.txt: Ines Tarn said “The [café] by the harbour is closed”.\nOke Brandt said “The harbour will open”.";
    check("CAFE", &[cafe]);
    check("caf*", &[cafe]);
    check(
        "\"by the\" -deal",
        &[
            "a.txt: Ines Tarn said “The café [by the] harbour is closed”.\nOke Brandt said “The harbour will open”.",
        ],
    );
    check("deal NOT", &["b.txt: Ines Tarn said “A \u{e000}harbour\u{e001} [deal], or [NOT]”."]);
    check("deal -harbour*", &["b.txt: Ines Tarn said “A \u{e000}harbour\u{e001} [deal], or NOT”."]);
    check("nowhere", &[]);
}

#[test]
fn statements_with_the_words_come_along() {
    let ledger = ledger();
    let words = |query: &str| {
        let hit = ledger.search(query, 1, 0).unwrap().rows.remove(0);
        hit.statements.into_iter().map(|s| s.text).collect::<Vec<_>>()
    };
    assert_eq!(words("open"), ["“The harbour will open”"]);
    assert_eq!(words("brandt"), ["“The harbour will open”"]);
    assert_eq!(words("the").len(), 2);
}

#[test]
fn a_search_without_a_word_says_what_to_do() {
    let error = ledger().search(" -harbour … ", 10, 0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Query);
    assert!(error.hint().unwrap().contains("at least one word"));
}

#[test]
fn pages_follow_one_another() {
    let ledger = ledger();
    let name = |offset| ledger.search("tarn", 1, offset).unwrap().rows.pop().map(|hit| hit.document.name);
    let names = [name(0), name(1), name(2)];
    assert_eq!(names.iter().flatten().count(), 2);
    assert_ne!(names[0], names[1]);
}

proptest! {
    #[test]
    fn no_query_is_a_fault(query in "([\"“”*\\-+^:(){}'\\\\ \0]|AND|OR|NOT|NEAR/2|title:|a|harbour|\\PC){0,20}") {
        match ledger().search(&query, 5, 0) {
            Ok(_) => {}
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Query, "{:?}", error),
        }
    }
}
