//! Files that are not what they should be.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use standpoint_ledger::{ErrorKind, Ledger};
use standpoint_terms::ActorKind::Person;
use tempfile::TempDir;

use crate::made::{Said, check_sound, entry, now};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    (folder, path)
}

fn filled() -> (TempDir, PathBuf) {
    let (folder, path) = folder();
    let said = [Said("Ines Tarn", Person, "velmark", "ports", "Not öne ship")];
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&[entry("a.txt", None, &said), entry("b.txt", None, &[])], now()).unwrap();
    check_sound(&ledger);
    (folder, path)
}

fn check_found(tampering: &str, expected: &str) {
    let (_folder, path) = filled();
    Connection::open(&path).unwrap().execute_batch(tampering).unwrap();
    let mut found = Vec::new();
    let verified = Ledger::open_existing(&path)
        .unwrap()
        .verify(&mut |checked| found.extend(checked.problems.into_iter().map(|p| p.message)))
        .unwrap();
    assert!(!verified.is_sound(), "{tampering}");
    found.extend(verified.file);
    assert!(found.iter().any(|message| message.contains(expected)), "{tampering}: {found:?}");
}

#[test]
fn what_was_tampered_with_is_found() {
    check_found(
        "UPDATE statements SET text = '“All ships”'",
        "the quotation is \"“All ships”\", the document has",
    );
    check_found("UPDATE statements SET source_text = 'She'", "the source is");
    check_found("UPDATE statements SET places = '[[[15,31,15,27]],[],[]]'", "the quotation is");
    check_found("UPDATE statements SET places = '[[[15,9999,15,27]],[],[]]'", "outside its document");
    check_found("UPDATE statements SET places = 'x'", "cannot be read");
    check_found("UPDATE statements SET places = replace(places, '29]', '30]')", "code points");
    check_found("UPDATE texts SET text = replace(text, 'Not', 'Now')", "the hash differs");
    check_found("UPDATE texts SET text = replace(text, 'Not', 'Now')", "the search index");
    check_found("DELETE FROM statements", "should have 1 statements");
    check_found("DELETE FROM statements", "counters of statements");
    check_found("UPDATE totals SET documents = 7", "totals");
    check_found("UPDATE actors SET statements = 7", "counters of actors");
    check_found("DELETE FROM readings", "cannot be read");
    check_found("PRAGMA foreign_keys = 0; DELETE FROM readers", "refers to a row of readers");
}

fn check_refuses(content: impl FnOnce(&PathBuf), kind: ErrorKind, expected: &str) {
    let (_folder, path) = folder();
    content(&path);
    let before = fs::read(&path).unwrap();
    let error = Ledger::open(&path).err().unwrap();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(expected) && error.to_string().contains("ledger.db"), "{error}");
    assert!(error.hint().is_some());
    assert_eq!(fs::read(&path).unwrap(), before, "it is left as it was");
}

#[test]
fn a_file_that_is_no_ledger_is_left_alone() {
    check_refuses(
        |p| fs::write(p, "Dear diary, ".repeat(500)).unwrap(),
        ErrorKind::NotALedger,
        "not a SQLite",
    );
    let other = "CREATE TABLE bookmarks (url TEXT)";
    check_refuses(
        |p| Connection::open(p).unwrap().execute_batch(other).unwrap(),
        ErrorKind::NotALedger,
        "another program",
    );
    check_refuses(
        |p| {
            drop(Ledger::open(p).unwrap());
            Connection::open(p).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        },
        ErrorKind::Newer,
        "schema 99",
    );
}

#[test]
fn a_ledger_that_is_not_there_is_told() {
    let (_folder, path) = folder();
    let error = Ledger::open_existing(&path).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert!(!path.exists());
    let error = Ledger::open(&path.join("deeper").join("ledger.db")).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::CannotOpen);
}

#[test]
fn a_damaged_page_is_an_answer_or_an_error_but_no_panic() {
    let (_folder, path) = filled();
    Connection::open(&path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let sound = fs::read(&path).unwrap();
    let pages = sound.len() / 4096;
    assert!(pages > 20);
    for page in 1..pages {
        let mut bytes = sound.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
        fs::write(&path, bytes).unwrap();
        let told = match Ledger::open_existing(&path).and_then(|ledger| ledger.verify(&mut |_| {})) {
            Ok(verified) => !verified.is_sound(),
            Err(error) => matches!(error.kind(), ErrorKind::Corrupted | ErrorKind::Other),
        };
        assert!(told, "page {page} is damaged and nobody says so");
    }
}
