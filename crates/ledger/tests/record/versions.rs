//! The same text at two places, and another text at the same place.

use standpoint_ledger::{Added, DocumentFilter, Entry, Known, Ledger, StatementFilter, Versions};
use standpoint_terms::ActorKind::Person;

use crate::made::{Said, check_sound, entry, now};

fn tarn(words: &'static str) -> Entry {
    entry("page.html", Some("2031-05-12"), &[Said("Ines Tarn", Person, "velmark", "ports", words)])
}

fn at(mut entry: Entry, locator: &str) -> Entry {
    locator.clone_into(&mut entry.document.locator);
    entry
}

fn texts(ledger: &Ledger, versions: Versions) -> Vec<String> {
    let filter = DocumentFilter { versions, ..DocumentFilter::default() };
    let mut texts = Vec::new();
    ledger
        .each_entry(&filter, |entry| {
            texts.push(entry.statements[0].speaker.clone().unwrap() + ": " + &entry.document.text);
            Ok::<(), standpoint_ledger::Error>(())
        })
        .unwrap();
    texts
}

fn add(ledger: &mut Ledger, entry: &Entry) -> Added {
    let added = ledger.add(std::slice::from_ref(entry), now()).unwrap().remove(0);
    check_sound(ledger);
    added
}

#[test]
fn an_edited_page_is_a_new_version() {
    let (first, second) = (tarn("no deal"), tarn("no deal yet"));
    let mut ledger = Ledger::open_in_memory().unwrap();
    assert_eq!(add(&mut ledger, &first), Added::New);
    let of = first.document.id.clone();
    assert_eq!(
        ledger.known(&second.document.id, &second.document.locator).unwrap(),
        Known::Edited { of: of.clone() }
    );
    assert_eq!(add(&mut ledger, &second), Added::NewVersion { of });
    assert_eq!(texts(&ledger, Versions::Current), ["Ines Tarn: Ines Tarn said “no deal yet”.\n"]);
    assert_eq!(texts(&ledger, Versions::Superseded), ["Ines Tarn: Ines Tarn said “no deal”.\n"]);
    let counts = ledger.counts().unwrap();
    assert_eq!((counts.documents, counts.superseded, counts.statements, counts.sightings), (1, 1, 1, 2));
    assert_eq!(ledger.statements(&StatementFilter::default()).unwrap().total, 1);
    assert_eq!(ledger.search("deal", 10, 0).unwrap().total, 1);
    // The old one stays readable, with its statements.
    let old = StatementFilter { document: Some(first.document.id.clone()), ..StatementFilter::default() };
    assert_eq!(ledger.statements(&old).unwrap().rows[0].text, "“no deal”");
    let all = DocumentFilter { versions: Versions::All, ..DocumentFilter::default() };
    let rows = ledger.documents(&all).unwrap().rows;
    let superseded = rows.iter().find(|row| row.id == first.document.id).unwrap();
    assert_eq!(superseded.superseded_by.as_ref(), Some(&second.document.id));
    // The page is put back as it was.
    assert_eq!(add(&mut ledger, &first), Added::NewVersion { of: second.document.id.clone() });
    assert_eq!(texts(&ledger, Versions::Current), ["Ines Tarn: Ines Tarn said “no deal”.\n"]);
    assert_eq!(add(&mut ledger, &first), Added::Unchanged);
}

#[test]
fn versions_may_follow_one_another_within_a_batch() {
    let (first, second) = (tarn("no deal"), tarn("no deal yet"));
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&[first.clone(), second, first], now()).unwrap();
    check_sound(&ledger);
    assert_eq!(texts(&ledger, Versions::Current), ["Ines Tarn: Ines Tarn said “no deal”.\n"]);
}

#[test]
fn the_same_text_elsewhere_is_a_sighting() {
    let here = tarn("no deal");
    let there = at(here.clone(), "https://example.org/copy");
    let mut ledger = Ledger::open_in_memory().unwrap();
    add(&mut ledger, &here);
    assert_eq!(ledger.known(&there.document.id, &there.document.locator).unwrap(), Known::Elsewhere);
    assert_eq!(add(&mut ledger, &there), Added::SeenElsewhere);
    ledger.see(&there.document, now()).unwrap();
    let seen: Vec<_> = ledger.sightings(&here.document.id).unwrap().into_iter().map(|s| s.locator).collect();
    assert_eq!(seen, ["/coverage/page.html", "https://example.org/copy"]);
    assert_eq!(ledger.counts().unwrap().documents, 1);
    // One of its places is edited: it still stands at the other, and so stays in the listings.
    let edited = at(tarn("a deal after all"), "https://example.org/copy");
    assert_eq!(add(&mut ledger, &edited), Added::NewVersion { of: here.document.id.clone() });
    assert_eq!(texts(&ledger, Versions::Current).len(), 2);
}

#[test]
fn a_text_that_is_not_known_cannot_be_seen_again() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    assert!(ledger.see(&tarn("no deal").document, now()).is_err());
}
