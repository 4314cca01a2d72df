//! What goes in comes out, and nothing changes that need not.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use standpoint_ledger::{Added, DocumentFilter, Entry, ErrorKind, Known, Ledger, StatementFilter};
use standpoint_terms::*;

use crate::made::{check_sound, dump, entry, now, when};

pub(crate) fn words() -> impl Strategy<Value = String> {
    "(\\PC|[ab “”é\u{301}🙂\0\n\u{202e}\u{e000}]){0,12}"
}

pub(crate) fn metadata() -> impl Strategy<Value = Metadata> {
    let moments = ["2031-05-12", "2031-05-12T18:30:00+02:00", "2031-05-12T18:30:00", "0900-01-01T00:00:00Z"];
    let moment = || option::of(select(moments.to_vec()).prop_map(when));
    (option::of(words()), option::of(words()), moment(), moment(), option::of(words())).prop_map(
        |(title, outlet, published, modified, url)| Metadata {
            author: outlet.clone(),
            language: url.clone(),
            title,
            outlet,
            published,
            modified,
            url,
        },
    )
}

/// A place in `text`, by two numbers.
fn place(text: &str, (a, b): (Index, Index)) -> Span {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (a, b) = (*a.get(&borders), *b.get(&borders));
    Span::new(a.min(b), a.max(b))
}

type Spans = Vec<(Index, Index)>;

fn arbitrary_entry() -> impl Strategy<Value = Entry> {
    let spans = |least: usize| vec(any::<(Index, Index)>(), least..3);
    let claim =
        (spans(1), spans(0), spans(0), 0..4usize, 0.0..1.0f32, option::of(words()), option::of(words()));
    let actor = (words(), 0..3usize, vec(words(), 0..3)).prop_map(|(name, kind, roles)| Actor {
        name,
        kind: [ActorKind::Person, ActorKind::Body, ActorKind::Unnamed][kind],
        affiliations: roles.iter().rev().cloned().collect(),
        roles,
    });
    let reading = (vec(actor, 1..4), vec(claim, 0..4), spans(0), any::<Index>());
    ((words(), words(), words()), metadata(), reading).prop_map(
        |((text, name, locator), metadata, reading)| {
            let (actors, claims, spans, index) = reading;
            let at = |spans: &Spans| spans.iter().map(|s| place(&text, *s)).collect::<Vec<_>>();
            let notices = vec![Notice::new(NoticeKind::Encoding, name.clone())];
            let mention = |span| Mention {
                span,
                kind: MentionKind::Role,
                actor: Some(index.index(actors.len())),
                resolution: Resolution::NamePart,
            };
            let statements: Vec<Statement> = claims
                .iter()
                .map(|(content, source, cue, mode, score, party, issue)| Statement {
                    attribution: Attribution {
                        source: at(source),
                        cue: at(cue),
                        content: at(content),
                        mode: [Mode::Direct, Mode::Mixed, Mode::Indirect, Mode::List][*mode],
                        cue_kind: [CueKind::Reporting, CueKind::Attitude, CueKind::Other][*mode % 3],
                        speaker: issue.as_ref().map(|_| index.index(actors.len())),
                        resolution: Resolution::Pronoun,
                        parent: party.as_ref().map(|_| index.index(claims.len())),
                        score: *score,
                    },
                    speaker: party.clone(),
                    party: party.clone(),
                    issue: issue.clone().map(|issue| Issued { hints: vec![issue.clone()], issue }),
                    act: None,
                    positions: Vec::new(),
                    said_on: None,
                })
                .collect();
            Entry {
                reading: Reading {
                    reader: ReaderIdentity { name: name.clone(), version: locator.clone() },
                    sentences: at(&spans),
                    mentions: at(&spans).into_iter().map(mention).collect(),
                    attributions: statements.iter().map(|s| s.attribution.clone()).collect(),
                    notices: notices.clone(),
                    actors,
                },
                document: Document {
                    id: DocumentId::of_text(&text),
                    format: Format::Html,
                    passages: at(&spans)
                        .into_iter()
                        .map(|span| Passage { kind: PassageKind::Caption, span })
                        .collect(),
                    name,
                    locator,
                    metadata,
                    text,
                    notices,
                },
                statements,
            }
        },
    )
}

/// Entries of different texts at different places.
pub(crate) fn arbitrary_entries() -> impl Strategy<Value = Vec<Entry>> {
    vec(arbitrary_entry(), 1..6).prop_map(|mut entries| {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|e| seen.insert(e.document.id.clone()));
        for (i, entry) in entries.iter_mut().enumerate() {
            entry.document.locator += &i.to_string();
        }
        entries
    })
}

fn all(ledger: &Ledger) -> Vec<Entry> {
    let mut entries = Vec::new();
    ledger
        .each_entry(&DocumentFilter::default(), |entry| {
            entries.push(entry);
            Ok::<(), standpoint_ledger::Error>(())
        })
        .unwrap();
    entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_goes_in_comes_out(entries in arbitrary_entries()) {
        let mut ledger = Ledger::open_in_memory().unwrap();
        let added = ledger.add(&entries, now()).unwrap();
        prop_assert!(added.iter().all(|a| *a == Added::New));
        for entry in &entries {
            prop_assert_eq!(&ledger.document(&entry.document.id).unwrap().unwrap(), entry);
            prop_assert_eq!(ledger.known(&entry.document.id, &entry.document.locator).unwrap(), Known::Unchanged);
        }
        check_sound(&ledger);
    }

    #[test]
    fn the_order_of_adding_does_not_matter(entries in arbitrary_entries()) {
        let mut forwards = Ledger::open_in_memory().unwrap();
        forwards.add(&entries, now()).unwrap();
        let mut backwards = Ledger::open_in_memory().unwrap();
        for entry in entries.iter().rev() {
            backwards.add(std::slice::from_ref(entry), now()).unwrap();
        }
        prop_assert_eq!(all(&forwards), all(&backwards));
        let documents = |l: &Ledger| l.documents(&DocumentFilter::default()).unwrap();
        prop_assert_eq!(documents(&forwards), documents(&backwards));
        let statements = |l: &Ledger| {
            let mut page = l.statements(&StatementFilter::default()).unwrap();
            page.rows.iter_mut().for_each(|row| row.actor = None);
            page
        };
        prop_assert_eq!(statements(&forwards), statements(&backwards));
        let actors = |l: &Ledger| {
            let page = l.actors(&standpoint_ledger::ActorFilter::default()).unwrap();
            page.rows.into_iter().map(|a| (a.name, a.other_names, a.roles, a.documents, a.statements)).collect::<Vec<_>>()
        };
        prop_assert_eq!(actors(&forwards), actors(&backwards));
        prop_assert_eq!(forwards.counts().unwrap(), backwards.counts().unwrap());
    }

    #[test]
    fn what_changes_nothing_writes_nothing(entries in arbitrary_entries()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        let mut ledger = Ledger::open(&path).unwrap();
        ledger.add(&entries, now()).unwrap();
        let before = dump(&path);
        let again = ledger.add(&entries, when("2032-01-01")).unwrap();
        prop_assert!(again.iter().all(|a| *a == Added::Unchanged));
        prop_assert_eq!(&dump(&path), &before);
        ledger.replace_readings(&entries).unwrap();
        prop_assert_eq!(&dump(&path), &before);
        let statements: Vec<_> = entries.iter().map(|e| (e.document.id.clone(), e.statements.clone())).collect();
        ledger.replace_statements(&statements).unwrap();
        prop_assert_eq!(&dump(&path), &before);
    }

    #[test]
    fn a_reread_ledger_is_one_that_was_read_so(old in arbitrary_entries(), party in option::of(words())) {
        let mut new = old.clone();
        for entry in &mut new {
            entry.reading.reader.version += "+";
            entry.reading.actors.iter_mut().for_each(|a| a.name += " x");
            entry.statements.iter_mut().for_each(|s| s.party.clone_from(&party));
        }
        let mut ledger = Ledger::open_in_memory().unwrap();
        ledger.add(&old, now()).unwrap();
        let reader = ReaderIdentity { name: "none".into(), version: "none".into() };
        prop_assert_eq!(ledger.outdated(&reader, 100).unwrap().len(), old.len());
        ledger.replace_readings(&new).unwrap();
        let mut fresh = Ledger::open_in_memory().unwrap();
        fresh.add(&new, now()).unwrap();
        prop_assert_eq!(all(&ledger), all(&fresh));
        prop_assert_eq!(ledger.counts().unwrap(), fresh.counts().unwrap());
        check_sound(&ledger);
    }
}

fn check_refused(change: impl Fn(&mut Entry), why: &str) {
    use standpoint_terms::ActorKind::Person;
    let said = [crate::made::Said("Ines Tarn", Person, "velmark", "ports", "Not öne ship")];
    let good = entry("good.txt", None, &said);
    let mut bad = entry("bad.txt", None, &said);
    change(&mut bad);
    let mut ledger = Ledger::open_in_memory().unwrap();
    let error = ledger.add(&[good, bad], now()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().contains("bad.txt") && error.to_string().contains(why), "{error}");
    assert_eq!(ledger.counts().unwrap().documents, 0, "a batch is written whole or not at all");
}

#[test]
fn an_entry_that_does_not_fit_its_text_is_refused() {
    let attribution = |e: &mut Entry, f: &dyn Fn(&mut Attribution)| {
        f(&mut e.reading.attributions[0]);
        f(&mut e.statements[0].attribution);
    };
    check_refused(|e| attribution(e, &|a| a.content = vec![Span::new(0, 999)]), "no words there");
    check_refused(|e| attribution(e, &|a| a.content[0].start += 1), "no words there");
    check_refused(|e| attribution(e, &|a| a.content.clear()), "says nothing");
    check_refused(|e| attribution(e, &|a| a.score = f32::NAN), "not a number");
    check_refused(|e| attribution(e, &|a| a.speaker = Some(7)), "no actor number 7");
    check_refused(|e| attribution(e, &|a| a.parent = Some(7)), "not there");
    check_refused(|e| e.statements.clear(), "0 statements for 1 attributions");
    check_refused(|e| e.reading.sentences.push(Span::new(3, 9999)), "3..9999");
    check_refused(|e| e.document.text.push_str("more"), "identity");
}
