//! The same text at the same place, described otherwise: somebody corrected its metadata.

use proptest::collection::vec;
use proptest::prelude::*;
use standpoint_ledger::{
    ActorFilter, Added, DocumentFilter, Entry, Ledger, Order, StatementFilter, Versions,
};
use standpoint_terms::ActorKind::{Person, Unnamed};
use standpoint_terms::{Document, Format, Metadata, Notice, NoticeKind};

use crate::made::{Said, check_sound, dump, entry, now, when};
use crate::round_trip::{arbitrary_entries, metadata, words};

fn coverage() -> Vec<Entry> {
    vec![
        entry(
            "tarn.txt",
            Some("2031-03-02"),
            &[
                Said("Ines Tarn", Person, "velmark", "ports", "The ports stay open"),
                Said("officials", Unnamed, "", "grain", "Nobody asked us"),
            ],
        ),
        entry("brandt.txt", None, &[Said("Oke Brandt", Person, "velmark", "ports", "No ships")]),
        entry("later.txt", Some("2031-05-01"), &[Said("Ines Tarn", Person, "", "ports", "As I said")]),
    ]
}

/// What somebody asks and what is answered, by every condition on what a correction changes.
fn asked(ledger: &Ledger) -> Vec<String> {
    let some = |word: &str| Some(word.to_owned());
    let mut answers = vec![format!("{:?}", ledger.counts().unwrap())];
    let any = DocumentFilter::default();
    for filter in [
        any.clone(),
        DocumentFilter { order: Order::Newest, ..any.clone() },
        DocumentFilter { versions: Versions::All, ..any.clone() },
        DocumentFilter { outlet: some("the herald"), ..any.clone() },
        DocumentFilter { name: some("harbour"), ..any.clone() },
        DocumentFilter { name: some("tarn"), ..any.clone() },
        DocumentFilter { published_from: Some(when("2031-04-01")), ..any.clone() },
        DocumentFilter { published_to: Some(when("2031-04-01")), ..any },
    ] {
        answers.push(format!("{:?}", ledger.documents(&filter).unwrap()));
        ledger
            .each_entry(&filter, |entry| {
                answers.push(format!("{entry:?}"));
                Ok::<(), standpoint_ledger::Error>(())
            })
            .unwrap();
    }
    let any = StatementFilter::default();
    for filter in [
        any.clone(),
        StatementFilter { order: Order::Newest, ..any.clone() },
        StatementFilter { party: some("velmark"), limit: Some(1), ..any.clone() },
        StatementFilter { issue: some("ports"), offset: 1, ..any.clone() },
        StatementFilter { unnamed: true, ..any.clone() },
        StatementFilter { speaker: some("tarn"), ..any.clone() },
        StatementFilter { document_name: some("harbour"), ..any.clone() },
        StatementFilter { issue: some("ports"), published_from: Some(when("2031-04-01")), ..any.clone() },
        StatementFilter { published_to: Some(when("2031-04-01T12:00:00")), ..any },
    ] {
        answers.push(format!("{:?}", ledger.statements(&filter).unwrap()));
    }
    answers.push(format!("{:?}", ledger.actors(&ActorFilter::default()).unwrap()));
    for query in ["harbour", "ports", "talks", "said", "harbour -talks"] {
        answers.push(format!("{:?}", ledger.search(query, 10, 0).unwrap()));
    }
    answers
}

/// The first document is corrected once it is in the ledger, and all is as if it had come in so.
fn check(change: impl Fn(&mut Document)) {
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&coverage(), now()).unwrap();
    let mut corrected = coverage();
    change(&mut corrected[0].document);
    let document = &corrected[0].document;
    assert!(ledger.see(document, when("2032-01-01")).unwrap());
    let mut fresh = Ledger::open_in_memory().unwrap();
    fresh.add(&corrected, now()).unwrap();
    for (found, expected) in asked(&ledger).iter().zip(&asked(&fresh)) {
        assert_eq!(found, expected);
    }
    assert_eq!(ledger.sightings(&document.id).unwrap(), fresh.sightings(&document.id).unwrap());
    check_sound(&ledger);
    assert!(!ledger.see(document, now()).unwrap());
    // And back again.
    assert!(ledger.see(&coverage()[0].document, now()).unwrap());
    let mut before = Ledger::open_in_memory().unwrap();
    before.add(&coverage(), now()).unwrap();
    assert_eq!(asked(&ledger), asked(&before));
}

#[test]
fn what_is_corrected_is_shown_so() {
    let titled = |title: &str| Some(title.to_owned());
    check(|d| d.metadata.title = titled("Harbour talks"));
    check(|d| d.metadata.outlet = titled("The Herald"));
    check(|d| d.metadata.author = titled("R. Lind"));
    check(|d| d.metadata.published = Some(when("2031-06-01T08:00:00Z")));
    check(|d| d.metadata = Metadata::default());
    check(|d| "harbour.txt".clone_into(&mut d.name));
    check(|d| {
        d.metadata.title = titled("Harbour");
        d.metadata.published = None;
        d.format = Format::Html;
        d.notices.push(Notice::new(NoticeKind::Encoding, "late".to_owned()));
    });
}

#[test]
fn a_copy_is_described_apart() {
    let here = coverage().remove(0);
    let mut copy = here.document.clone();
    "https://example.org/copy".clone_into(&mut copy.locator);
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(std::slice::from_ref(&here), now()).unwrap();
    assert!(ledger.see(&copy, now()).unwrap());
    let shown = |ledger: &Ledger| ledger.documents(&DocumentFilter::default()).unwrap();
    let before = shown(&ledger);
    copy.metadata.title = Some("A copy".to_owned());
    assert!(ledger.see(&copy, now()).unwrap());
    assert!(!ledger.see(&copy, now()).unwrap());
    assert_eq!(shown(&ledger), before);
    let titles = ledger.sightings(&copy.id).unwrap().into_iter().map(|s| s.metadata.title);
    assert_eq!(titles.collect::<Vec<_>>(), [None, Some("A copy".to_owned())]);
    check_sound(&ledger);
}

#[test]
fn a_text_that_comes_back_is_described_as_it_comes() {
    let mut first = coverage().remove(0);
    let second = coverage().remove(1);
    let mut replaced = second.clone();
    first.document.locator.clone_into(&mut replaced.document.locator);
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&[first.clone(), replaced], now()).unwrap();
    first.document.metadata.title = Some("Harbour talks".to_owned());
    first.document.metadata.published = Some(when("2031-07-01"));
    let added = ledger.add(std::slice::from_ref(&first), now()).unwrap();
    assert_eq!(added, [Added::NewVersion { of: second.document.id }]);
    assert_eq!(ledger.document(&first.document.id).unwrap(), Some(first));
    assert_eq!(ledger.search("harbour", 10, 0).unwrap().total, 1);
    check_sound(&ledger);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_corrected_ledger_is_one_that_was_right_at_once(
        old in arbitrary_entries(),
        changes in vec(prop_oneof![Just(None), (words(), metadata()).prop_map(Some)], 6),
    ) {
        let mut new = old.clone();
        for (entry, change) in new.iter_mut().zip(changes) {
            if let Some((name, metadata)) = change {
                entry.document.name = name;
                entry.document.metadata = metadata;
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let (corrected, fresh) = (folder.path().join("corrected.db"), folder.path().join("fresh.db"));
        let mut ledger = Ledger::open(&corrected).unwrap();
        ledger.add(&old, now()).unwrap();
        for (old, new) in old.iter().zip(&new) {
            prop_assert_eq!(ledger.see(&new.document, now()).unwrap(), old.document != new.document);
        }
        Ledger::open(&fresh).unwrap().add(&new, now()).unwrap();
        // How the search index spreads its words over its rows depends on its history; that it fits is checked.
        let own = |row: &&str| !row.starts_with("search_data ") && !row.starts_with("search_idx ");
        let rows = |path| dump(path).lines().filter(own).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(rows(&corrected), rows(&fresh));
        check_sound(&ledger);
        let before = dump(&corrected);
        for entry in &new {
            prop_assert!(!ledger.see(&entry.document, when("2033-01-01")).unwrap());
        }
        prop_assert_eq!(dump(&corrected), before);
    }
}
