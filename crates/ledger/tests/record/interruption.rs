//! Killed processes, and two at once.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use standpoint_ledger::{Added, Entry, Ledger};
use standpoint_terms::ActorKind::Person;

use crate::made::{Said, check_sound, dump, entry, now};

const BATCH: usize = 8;
const DOCUMENTS: usize = 400;

fn numbered(number: usize) -> Entry {
    let said = [
        Said("Ines Tarn", Person, "velmark", "ports", "The ports stay open"),
        Said("Oke Brandt", Person, "norland", "grain", "Grain comes first"),
    ];
    let entry = entry(&format!("{number}.txt"), Some("2031-03-02"), &said);
    let text = format!("{}Number {number}.\n{}", entry.document.text, "Filling. ".repeat(200));
    crate::made::with_text(entry, &text)
}

/// The long add that gets killed, and that one runs again.
fn add_all(path: &Path) {
    let entries: Vec<_> = (0..DOCUMENTS).map(numbered).collect();
    let mut ledger = Ledger::open(path).unwrap();
    for batch in entries.chunks(BATCH) {
        ledger.add(batch, now()).unwrap();
    }
}

const LEDGER: &str = "STANDPOINT_TEST_LEDGER";

/// Not a test by itself: what the next one starts and kills.
#[test]
#[ignore = "started by the test below"]
fn child_adds() {
    #[expect(clippy::disallowed_methods, reason = "the parent test says which file")]
    let path = std::env::var_os(LEDGER);
    add_all(Path::new(&path.expect("the parent test names the file")));
}

#[test]
fn a_killed_add_leaves_whole_documents_and_can_be_finished() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole.db");
    add_all(&whole);
    let mut interrupted = 0;
    // A busy machine needs longer until a child writes: what came too early is tried later.
    let mut head_start = 1;
    for round in 0..12u64 {
        let path = folder.path().join(format!("{round}.db"));
        // Killed again and again on the same file, at moments that nobody chose.
        for attempt in 0..3 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "interruption::child_adds", "--ignored"])
                .env(LEDGER, &path)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(head_start + (round * 37 + attempt * 53) % 120));
            child.kill().unwrap();
            child.wait().unwrap();
            if !path.exists() {
                head_start = (head_start * 2).min(2_000);
                continue;
            }
            let ledger = Ledger::open(&path).unwrap();
            check_sound(&ledger);
            let documents = ledger.counts().unwrap().documents;
            assert_eq!(documents % BATCH, 0, "a batch is written whole or not at all");
            if documents > 0 && documents < DOCUMENTS {
                interrupted += 1;
            } else {
                head_start = if documents == 0 { (head_start * 2).min(2_000) } else { 1 };
            }
            for number in 0..documents {
                assert_eq!(ledger.document(&numbered(number).document.id).unwrap(), Some(numbered(number)));
            }
        }
        add_all(&path);
        check_sound(&Ledger::open(&path).unwrap());
        assert_eq!(without_index(&path), without_index(&whole));
    }
    assert!(interrupted > 0, "no child was killed in the middle of its work");
}

/// The tables apart from the search index, whose inner form depends on the batches.
fn without_index(path: &Path) -> String {
    dump(path).lines().filter(|line| !line.starts_with("search_")).collect::<Vec<_>>().join("\n")
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let write = |numbers: Vec<usize>| {
        let path = path.clone();
        std::thread::spawn(move || {
            // Both open it while it is not yet there.
            let mut ledger = Ledger::open(&path).unwrap();
            let entries: Vec<_> = numbers.into_iter().map(numbered).collect();
            let mut new = 0;
            for batch in entries.chunks(5) {
                let added = ledger.add(batch, now()).unwrap();
                new += added.iter().filter(|a| **a == Added::New).count();
            }
            new
        })
    };
    // Every third document is added by both.
    let one = write((0..300).filter(|n| n % 3 != 1).collect());
    let two = write((0..300).rev().filter(|n| n % 3 != 2).collect());
    assert_eq!(one.join().unwrap() + two.join().unwrap(), 300);
    let ledger = Ledger::open(&path).unwrap();
    check_sound(&ledger);
    assert_eq!(ledger.counts().unwrap().documents, 300);
}

#[test]
fn a_reader_sees_one_moment_while_another_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut writer = Ledger::open(&path).unwrap();
    writer.add(&[numbered(0), numbered(1)], now()).unwrap();
    let reader = Ledger::open(&path).unwrap();
    let mut next = 2;
    let mut seen = 0;
    reader
        .each_entry(&standpoint_ledger::DocumentFilter::default(), |_| {
            writer.add(&[numbered(next)], now())?;
            next += 1;
            seen += 1;
            assert_eq!(reader.counts()?.documents, 2);
            Ok::<(), standpoint_ledger::Error>(())
        })
        .unwrap();
    assert_eq!(seen, 2);
    assert_eq!(reader.counts().unwrap().documents, 4);
}
