//! A person has the last word, whatever is read afterwards.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use standpoint_ledger::{
    Anchor, Entry, ErrorKind, Fixed, FixedPosition, FixedSpeaker, Ledger, Opinion, Rest, Ruling, Signature,
    StatementFilter, StatementRow, Status, Value, Verdict, View,
};
use standpoint_terms::ActorKind::Person;
use standpoint_terms::{Act, Acted, Codebook, Hand, Proposition, Span, Stance, StatedPosition, Statement};

use crate::made::{Said, check_sound, entry, now};

const SAID: [Said; 4] = [
    Said("Ines Tarn", Person, "velmark", "ports", "The ports stay open"),
    Said("Oke Brandt", Person, "arland", "grain", "No grain leaves"),
    Said("Tarn", Person, "velmark", "", "Nobody asked us"),
    Said("Pia Holt", Person, "", "ports", "There is a paper on the table"),
];

fn article() -> Entry {
    entry("talks.txt", Some("2031-05-12"), &SAID)
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::open_in_memory().unwrap();
    ledger.add(&[article()], now()).unwrap();
    ledger
}

fn rows(ledger: &Ledger, status: Option<Status>) -> Vec<StatementRow> {
    ledger.statements(&StatementFilter { status, ..StatementFilter::default() }).unwrap().rows
}

fn opinion(verdict: Verdict, fixed: Fixed) -> Opinion {
    Opinion {
        coder: "ada".to_owned(),
        why: Some("heard it".to_owned()),
        at: now(),
        verdict,
        fixed,
        rest: Rest::Open,
        view: View::Shared,
    }
}

fn say(ledger: &mut Ledger, number: usize, verdict: Verdict, fixed: Fixed) {
    let anchor = Anchor::from(&rows(ledger, None)[number]);
    ledger.review(&anchor, &opinion(verdict, fixed)).unwrap();
    check_sound(ledger);
}

fn speaker(name: &str) -> Fixed {
    let speaker = FixedSpeaker { name: name.to_owned(), kind: Person };
    Fixed { speaker: Some(Value::Is(speaker)), ..Fixed::default() }
}

/// The same article by another version of the reader, which finds only some of it, in other words.
fn reread(ledger: &mut Ledger, change: impl FnOnce(&mut Entry)) {
    let mut entry = article();
    "2".clone_into(&mut entry.reading.reader.version);
    change(&mut entry);
    entry.reading.attributions = entry.statements.iter().map(|s| s.attribution.clone()).collect();
    ledger.replace_readings(&[entry]).unwrap();
    check_sound(ledger);
}

#[test]
fn a_corrected_speaker_stands_and_the_rest_is_read_anew() {
    let mut ledger = ledger();
    say(&mut ledger, 2, Verdict::Correct, speaker("Ines Tarn"));
    let found = |ledger: &Ledger| {
        let row = rows(ledger, None).swap_remove(2);
        (row.speaker.unwrap(), row.issue.map(|i| i.issue), row.status)
    };
    assert_eq!(found(&ledger), ("Ines Tarn".to_owned(), None, Status::Corrected));
    let actors = ledger.actors(&Default::default()).unwrap().rows;
    assert_eq!(actors[0].statements, 2, "the statement went over to Ines Tarn");
    reread(&mut ledger, |entry| {
        entry.statements[2].issue = entry.statements[0].issue.clone();
        entry.statements[2].speaker = Some("the minister".to_owned());
    });
    assert_eq!(found(&ledger), ("Ines Tarn".to_owned(), Some("ports".to_owned()), Status::Corrected));
}

#[test]
fn a_rejected_statement_leaves_counts_and_is_listed_apart() {
    let mut ledger = ledger();
    say(&mut ledger, 1, Verdict::Reject, Fixed::default());
    assert_eq!(ledger.counts().unwrap().statements, 3);
    assert_eq!(rows(&ledger, None).len(), 3);
    assert_eq!(ledger.document(&article().document.id).unwrap().unwrap().statements.len(), 3);
    let rejected = rows(&ledger, Some(Status::Rejected));
    assert_eq!(rejected[0].speaker.as_deref(), Some("Oke Brandt"));
    reread(&mut ledger, |_| {});
    assert_eq!(rows(&ledger, None).len(), 3, "the new reading did not bring it back");
    ledger.review(&Anchor::from(&rejected[0]), &opinion(Verdict::Undo, Fixed::default())).unwrap();
    assert_eq!(rows(&ledger, None).len(), 4);
    check_sound(&ledger);
}

#[test]
fn what_a_reader_no_longer_finds_is_kept() {
    let mut ledger = ledger();
    say(&mut ledger, 1, Verdict::Confirm, Fixed::default());
    let before = rows(&ledger, None).swap_remove(1);
    reread(&mut ledger, |entry| {
        entry.statements.remove(1);
    });
    let kept = rows(&ledger, None).swap_remove(1);
    assert!(kept.kept && !before.kept);
    assert_eq!((kept.id(), &kept.text, &kept.speaker), (before.id(), &before.text, &before.speaker));
    reread(&mut ledger, |_| {});
    assert_eq!(rows(&ledger, None).len(), 4, "found again, it is there once");
}

#[test]
fn a_content_that_shifts_a_little_is_the_same_statement() {
    let mut ledger = ledger();
    say(&mut ledger, 0, Verdict::Confirm, Fixed::default());
    reread(&mut ledger, |entry| {
        let content = &mut entry.statements[0].attribution.content[0];
        *content = Span::new(content.start + 3, content.end - 3);
    });
    let all = rows(&ledger, None);
    assert_eq!((all.len(), all[0].status, all[0].kept), (4, Status::Confirmed, false));
    assert_eq!(all[0].text, "“The ports stay open”", "the confirmed words stand");
}

fn with_position(statement: &mut Statement, proposition: &str) {
    statement.positions = vec![StatedPosition {
        holder: "velmark".to_owned(),
        proposition: proposition.to_owned(),
        stance: Stance::Support,
        condition: Vec::new(),
        hand: Hand::First,
        score: 0.5,
        by: "a rule".to_owned(),
    }];
    statement.act = Some(Acted { act: Act::Claim, score: 0.5, by: "a rule".to_owned() });
}

#[test]
fn positions_are_settled_for_the_propositions_that_there_were() {
    let mut ledger = ledger();
    let proposition = |id: &str| Proposition { id: id.to_owned(), ..Proposition::default() };
    let mut codebook = Codebook { propositions: vec![proposition("open-ports")], ..Codebook::default() };
    ledger.set_codebook(&codebook, "one").unwrap();
    say(&mut ledger, 0, Verdict::Confirm, Fixed::default());
    let held = |ledger: &Ledger| {
        let entry = ledger.document(&article().document.id).unwrap().unwrap();
        entry.statements[0].positions.iter().map(|p| (p.proposition.clone(), p.stance)).collect::<Vec<_>>()
    };
    reread(&mut ledger, |entry| with_position(&mut entry.statements[0], "open-ports"));
    assert_eq!(held(&ledger), [], "a person saw that there is none");
    codebook.propositions.push(proposition("tolls-end"));
    ledger.set_codebook(&codebook, "two").unwrap();
    reread(&mut ledger, |entry| with_position(&mut entry.statements[0], "tolls-end"));
    assert_eq!(
        held(&ledger),
        [("tolls-end".to_owned(), Stance::Support)],
        "nobody judged the new proposition"
    );
    let given = FixedPosition {
        holder: "velmark".to_owned(),
        proposition: "tolls-end".to_owned(),
        stance: Some(Stance::Oppose),
        hand: Hand::First,
        condition: Vec::new(),
    };
    say(&mut ledger, 0, Verdict::Correct, Fixed { positions: vec![given], ..Fixed::default() });
    assert_eq!(held(&ledger), [("tolls-end".to_owned(), Stance::Oppose)]);
}

#[test]
fn the_speakers_own_positions_go_with_the_party() {
    let mut ledger = ledger();
    reread(&mut ledger, |entry| with_position(&mut entry.statements[0], "open-ports"));
    let holders = |ledger: &Ledger| {
        let entry = ledger.document(&article().document.id).unwrap().unwrap();
        entry.statements[0].positions.iter().map(|p| p.holder.clone()).collect::<Vec<_>>()
    };
    let party = |party| Fixed { party: Some(party), ..Fixed::default() };
    say(&mut ledger, 0, Verdict::Correct, party(Value::Is("arland".to_owned())));
    assert_eq!(holders(&ledger), ["arland"]);
    say(&mut ledger, 0, Verdict::Correct, party(Value::Nothing));
    assert_eq!(holders(&ledger), Vec::<String>::new(), "of no party, they are nobody's position");
}

#[test]
fn another_codebook_changes_only_what_nobody_settled() {
    let mut ledger = ledger();
    say(&mut ledger, 0, Verdict::Correct, Fixed { party: Some(Value::Nothing), ..Fixed::default() });
    let document = article().document.id;
    let mut statements = ledger.uncorrected(&document).unwrap().unwrap().statements;
    assert_eq!(statements[0].party.as_deref(), Some("velmark"), "what the reader found is kept beside");
    for statement in &mut statements {
        statement.party = Some("league".to_owned());
    }
    ledger.replace_statements(&[(document, statements)]).unwrap();
    check_sound(&ledger);
    let parties: Vec<_> = rows(&ledger, None).into_iter().map(|row| row.party).collect();
    assert_eq!(parties[0], None);
    assert_eq!(parties[1..], vec![Some("league".to_owned()); 3]);
}

#[test]
fn two_coders_see_their_own() {
    let mut ledger = ledger();
    say(&mut ledger, 0, Verdict::Correct, speaker("Oke Brandt"));
    let anchor = Anchor::from(&rows(&ledger, None)[0]);
    let own = ledger.shown(&anchor, "ben", View::Own).unwrap().unwrap();
    assert_eq!((own.statement.speaker.as_deref(), own.status), (Some("Ines Tarn"), Status::Unreviewed));
    assert_eq!(ledger.review_queue("ben", View::Own, 10).unwrap().len(), 4);
    assert_eq!(ledger.review_queue("ben", View::Shared, 10).unwrap().len(), 3);
    let ben = Opinion {
        coder: "ben".to_owned(),
        view: View::Own,
        at: "2031-06-02".parse().unwrap(),
        ..opinion(Verdict::Confirm, Fixed::default())
    };
    ledger.review(&anchor, &ben).unwrap();
    let row = rows(&ledger, None).swap_remove(0);
    assert_eq!(
        (row.speaker.as_deref(), row.status),
        (Some("Ines Tarn"), Status::Confirmed),
        "the last word counts"
    );
    let coded = ledger.coded().unwrap();
    assert_eq!(coded.len(), 1);
    let names: Vec<_> = coded[0]
        .coders
        .values()
        .map(|(_, fixed)| fixed.speaker.as_ref().and_then(|s| s.get()).map(|s| s.name.as_str()))
        .collect();
    assert_eq!(names, [Some("Oke Brandt"), Some("Ines Tarn")]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut ledger = ledger();
    let mut anchor = Anchor::from(&rows(&ledger, None)[0]);
    anchor.words = "Other words".to_owned();
    let error = ledger.review(&anchor, &opinion(Verdict::Confirm, Fixed::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoStatement);
    let anchor = Anchor::from(&rows(&ledger, None)[0]);
    let error = ledger.review(&anchor, &opinion(Verdict::Undo, Fixed::default())).unwrap_err();
    assert!(error.to_string().contains("said nothing"), "{error}");
    let error = ledger.review(&anchor, &opinion(Verdict::Correct, Fixed::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    let id = rows(&ledger, None)[1].id();
    assert_eq!(ledger.statement(&id).unwrap().ordinal, 1);
    let near = format!("{}:{}-{}", id.document, id.start, id.end + 1).parse().unwrap();
    let error = ledger.statement(&near).unwrap_err();
    assert!(error.to_string().contains(&id.to_string()), "{error}");
    assert!(ledger.corrections().unwrap().is_empty());
}

#[test]
fn corrections_are_never_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&[article()], now()).unwrap();
    say(&mut ledger, 0, Verdict::Confirm, Fixed::default());
    let other = rusqlite::Connection::open(&path).unwrap();
    assert!(other.execute("UPDATE corrections SET coder = 'eve'", []).is_err());
    assert!(other.execute("DELETE FROM corrections", []).is_err());
}

fn rule(ledger: &mut Ledger, ruling: &Ruling) -> i64 {
    let signature = Signature { coder: "ada".to_owned(), why: None, at: now() };
    let (rulings, entries) = ledger.entries_under(ruling).unwrap();
    let changed: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            let named = rulings.named(&entry.document.id, &entry.reading);
            let mut statements = entry.statements;
            for statement in &mut statements {
                statement.speaker = statement.attribution.speaker.map(|at| named.actors[at].name.clone());
            }
            (entry.document.id, statements)
        })
        .collect();
    let number = ledger.rule(ruling, &signature, &changed).unwrap();
    check_sound(ledger);
    number
}

#[test]
fn actors_are_merged_and_split() {
    let mut ledger = ledger();
    let second = entry("later.txt", None, &[Said("Ines Tarn", Person, "", "", "As I said")]);
    ledger.add(std::slice::from_ref(&second), now()).unwrap();
    let names = |ledger: &Ledger| {
        let actors = ledger.actors(&Default::default()).unwrap().rows;
        actors.into_iter().map(|a| (a.name, a.statements, a.documents)).collect::<Vec<_>>()
    };
    let before = names(&ledger);
    let merge = Ruling::Merge { name: "Tarn".to_owned(), kind: Person, into: "Ines Tarn".to_owned() };
    let number = rule(&mut ledger, &merge);
    assert_eq!(names(&ledger)[0], ("Ines Tarn".to_owned(), 3, 2));
    reread(&mut ledger, |_| {});
    assert_eq!(names(&ledger)[0], ("Ines Tarn".to_owned(), 3, 2), "a new reading keeps it");
    let split = Ruling::Split {
        name: "Ines Tarn".to_owned(),
        kind: Person,
        document: second.document.id,
        called: Some("Ines Tarn (harbour)".to_owned()),
    };
    rule(&mut ledger, &split);
    assert_eq!(names(&ledger)[0], ("Ines Tarn".to_owned(), 2, 1));
    assert!(names(&ledger).contains(&("Ines Tarn (harbour)".to_owned(), 1, 1)));
    rule(&mut ledger, &Ruling::Undo { number });
    rule(&mut ledger, &Ruling::Undo { number: number + 1 });
    assert_eq!(names(&ledger), before);
}

/// A step in the life of a ledger.
#[derive(Clone, Debug)]
enum Step {
    Say(Index, Verdict, usize),
    Read { without: Vec<usize>, shift: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let verdict = prop_oneof![Just(Verdict::Confirm), Just(Verdict::Reject), Just(Verdict::Correct)];
    prop_oneof![
        (any::<Index>(), verdict, 0..3usize).prop_map(|(at, verdict, value)| Step::Say(at, verdict, value)),
        (vec(0..4usize, 0..4), 0..3usize).prop_map(|(without, shift)| Step::Read { without, shift }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_corrections_and_rereads_keeps_what_a_person_said(steps in vec(step(), 1..14)) {
        let mut ledger = ledger();
        // The last word on each statement, by the line of the text in which it stands.
        let mut said: std::collections::BTreeMap<usize, (Verdict, Option<String>)> = Default::default();
        let text = article().document.text;
        let line = |row: &StatementRow| text[..row.content[0].span.start].matches('\n').count();
        for step in steps {
            match step {
                Step::Say(at, verdict, value) => {
                    let all = rows(&ledger, None);
                    if all.is_empty() {
                        continue;
                    }
                    let row = at.get(&all);
                    let name = ["Ines Tarn", "Pia Holt", "A newcomer"][value];
                    let fixed = if verdict == Verdict::Correct { speaker(name) } else { Fixed::default() };
                    ledger.review(&Anchor::from(row), &opinion(verdict, fixed)).unwrap();
                    let last = if verdict == Verdict::Correct { Some(name.to_owned()) } else { row.speaker.clone() };
                    said.insert(line(row), (verdict, last));
                }
                Step::Read { without, shift } => reread(&mut ledger, |entry| {
                    let mut number = 0;
                    entry.statements.retain(|_| {
                        number += 1;
                        !without.contains(&(number - 1))
                    });
                    for statement in &mut entry.statements {
                        let content = &mut statement.attribution.content[0];
                        *content = Span::new(content.start + 3 * shift.min(1), content.end - shift.min(1) * 3);
                        statement.speaker = Some("somebody else".to_owned());
                    }
                }),
            }
            check_sound(&ledger);
            let standing = rows(&ledger, None);
            let rejected = rows(&ledger, Some(Status::Rejected));
            for (at, (verdict, name)) in &said {
                let here: Vec<_> = standing.iter().filter(|row| line(row) == *at).collect();
                let status = match verdict {
                    Verdict::Reject => {
                        prop_assert!(rejected.iter().any(|row| line(row) == *at));
                        continue;
                    }
                    Verdict::Correct => Status::Corrected,
                    _ => Status::Confirmed,
                };
                let row = here.iter().find(|row| row.status == status);
                prop_assert!(row.is_some(), "{at}: {here:?}");
                prop_assert_eq!(&row.unwrap().speaker, name);
            }
        }
    }
}
