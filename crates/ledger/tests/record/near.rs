//! The index of near duplicates, and the origins that are kept.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_ledger::{Comparer, Entry, Ledger};
use standpoint_terms::{ActorKind::Person, DocumentId, Nearness};

use crate::made::{Said, check_sound, entry, now};

/// Texts are near that share a word of five letters or more.
struct Words {
    version: u32,
}

fn long_words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 4).map(str::to_lowercase).collect()
}

impl Comparer for Words {
    fn version(&self) -> u32 {
        self.version
    }

    fn most_holders(&self) -> usize {
        3
    }

    fn most_candidates(&self) -> usize {
        2
    }

    fn keys(&self, text: &str) -> Vec<u64> {
        long_words(text)
            .iter()
            .map(|word| word.bytes().fold(7, |hash, b| (hash * 31 + u64::from(b)) % 99_991))
            .collect()
    }

    fn compare(&self, text: &str, others: &[String]) -> Vec<Option<Nearness>> {
        let one = long_words(text);
        let near = |other: &String| {
            let other = long_words(other);
            let shared = one.intersection(&other).count();
            (shared > 0).then_some(Nearness { shared, of: [one.len(), other.len()], unbroken: false })
        };
        others.iter().map(near).collect()
    }
}

fn told(name: &str, words: &'static str) -> Entry {
    entry(name, None, &[Said("Ada", Person, "", "", words)])
}

fn names(ledger: &Ledger, entries: &[Entry]) -> Vec<String> {
    let name = |id: &DocumentId| {
        let entry = entries.iter().find(|entry| entry.document.id == *id).unwrap();
        entry.document.name.clone()
    };
    let pair = |pair: standpoint_ledger::NearPair| {
        let [one, other] = pair.documents.each_ref().map(name);
        let Nearness { shared, of, .. } = pair.nearness;
        format!("{one} {other}: {shared} of {} and {}", of[0], of[1])
    };
    ledger.near().unwrap().into_iter().map(pair).collect()
}

fn coverage() -> Vec<Entry> {
    vec![
        told("a", "harbour tolls stay"),
        told("b", "harbour tolls go up"),
        told("c", "the mayor was silent"),
        told("d", "the silent harbour"),
    ]
}

/// "d" shares one word with each of the three others, and is compared with the first two of them.
const PAIRS: [&str; 3] = ["a b: 2 of 2 and 2", "a d: 1 of 2 and 2", "b d: 1 of 2 and 2"];

#[test]
fn documents_find_their_near_duplicates_as_they_come() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let entries = coverage();
    for batch in entries.chunks(3) {
        ledger.add_compared(batch, &Words { version: 1 }, now()).unwrap();
        check_sound(&ledger);
    }
    assert_eq!(names(&ledger, &entries), PAIRS);
    assert_eq!(ledger.compare_rest(&Words { version: 1 }, 10).unwrap(), 0);
    ledger.add_compared(&entries, &Words { version: 1 }, now()).unwrap();
    assert_eq!(names(&ledger, &entries), PAIRS, "what is known is not entered again");
}

#[test]
fn an_index_that_is_not_there_or_is_of_other_rules_is_made() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let entries = coverage();
    ledger.add(&entries, now()).unwrap();
    assert!(ledger.near().unwrap().is_empty());
    for version in [1, 2] {
        assert_eq!(ledger.compare_rest(&Words { version }, 3).unwrap(), 1);
        assert_eq!(names(&ledger, &entries), PAIRS[..1]);
        assert_eq!(ledger.compare_rest(&Words { version }, 3).unwrap(), 0);
        assert_eq!(names(&ledger, &entries), PAIRS);
    }
}

#[test]
fn a_key_leads_to_its_first_holders_only() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let entries: Vec<Entry> =
        ["one harbour", "two harbour", "six harbour", "ten harbour", "new harbour", "old harbour"]
            .into_iter()
            .map(|words| told(words, words))
            .collect();
    ledger.add_compared(&entries, &Words { version: 1 }, now()).unwrap();
    let pairs = names(&ledger, &entries);
    assert_eq!(pairs.len(), 1 + 2 + 2 + 2 + 2);
    assert!(pairs.iter().all(|pair| pair.starts_with("one") || pair.starts_with("two")), "{pairs:?}");
}

#[test]
fn a_superseded_document_leaves_the_pairs() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let mut entries = coverage();
    let other = Entry { ..told("a", "nothing of the kind") };
    ledger.add_compared(&entries, &Words { version: 1 }, now()).unwrap();
    ledger.add_compared(std::slice::from_ref(&other), &Words { version: 1 }, now()).unwrap();
    entries.push(other);
    assert_eq!(names(&ledger, &entries), ["b d: 1 of 2 and 2"]);
}

#[test]
fn origins_stand_until_something_changes() {
    let mut ledger = Ledger::open_in_memory().unwrap();
    let entries = coverage();
    ledger.add(&entries[..3], now()).unwrap();
    assert_eq!(ledger.origins("rules").unwrap(), None);
    let id = |at: usize| entries[at].document.id.clone();
    let origins = BTreeMap::from([(id(0), id(0)), (id(1), id(0))]);
    ledger.set_origins(&origins, "rules").unwrap();
    assert_eq!(ledger.origins("rules").unwrap().as_ref(), Some(&origins));
    assert_eq!(ledger.origins("other rules").unwrap(), None);
    ledger.add(&entries[3..], now()).unwrap();
    assert_eq!(ledger.origins("rules").unwrap(), None);
    ledger.set_origins(&origins, "rules").unwrap();
    ledger.replace_readings(&entries[..1]).unwrap();
    assert_eq!(ledger.origins("rules").unwrap(), None);
}
