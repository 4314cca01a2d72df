//! Databases of Discourse Network Analyzer, made here, and the one that its authors publish as a sample.

#![expect(clippy::disallowed_macros, reason = "tests say what they skip")]

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use standpoint_ledger::{DnaVariables, read_dna};
use standpoint_terms::Stance;

/// The tables that are read, with one coded document.
const SMALL: &str = "
    CREATE TABLE CODERS (ID INTEGER, Name TEXT);
    CREATE TABLE DOCUMENTS (ID INTEGER, Title TEXT, Text TEXT, Author TEXT, Source TEXT, Date INTEGER);
    CREATE TABLE STATEMENTTYPES (ID INTEGER, Label TEXT);
    CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
    CREATE TABLE STATEMENTS (ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
    CREATE TABLE ENTITIES (ID INTEGER, VariableId INTEGER, Value TEXT);
    CREATE TABLE DATASHORTTEXT (StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
    CREATE TABLE DATABOOLEAN (StatementId INTEGER, VariableId INTEGER, Value INTEGER);
    CREATE TABLE DATAINTEGER (StatementId INTEGER, VariableId INTEGER, Value INTEGER);
    INSERT INTO CODERS VALUES (1, 'Ada');
    INSERT INTO DOCUMENTS VALUES (7, 'Hearing', '🎻 We are for the tram.', '', 'Council', 86400);
    INSERT INTO STATEMENTTYPES VALUES (1, 'Annotation'), (2, 'Stance');
    INSERT INTO VARIABLES VALUES (1, 'note', 'long text', 1), (2, 'Organisation', 'short text', 2),
        (3, 'concept', 'short text', 2), (4, 'agreement', 'boolean', 2);
    INSERT INTO ENTITIES VALUES (1, 2, 'Drivers'), (2, 3, 'Build the tram');
    INSERT INTO STATEMENTS VALUES (1, 2, 7, 3, 23, 1), (2, 2, 7, 3, 999, 1), (3, 1, 7, 0, 2, 1);
    INSERT INTO DATASHORTTEXT VALUES (1, 2, 1), (1, 3, 2), (2, 2, 1), (2, 3, 2);
    INSERT INTO DATABOOLEAN VALUES (1, 4, 1), (2, 4, 0);
";

fn database(folder: &Path, name: &str, sql: &str) -> PathBuf {
    let path = folder.join(name);
    Connection::open(&path).expect("a new file").execute_batch(sql).expect("valid SQL");
    path
}

#[test]
fn what_is_coded_comes_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = database(folder.path(), "small.dna", SMALL);
    let record = read_dna(&path, &DnaVariables::default()).expect("it is a database of that program");
    let [statement] = record.statements.as_slice() else { panic!("{:?}", record.statements) };
    assert_eq!(statement.place.of(&record.documents[0].text), Some("We are for the tram."));
    assert_eq!((statement.organization.as_str(), statement.person.as_str()), ("Drivers", ""));
    assert_eq!((statement.stance, statement.coder.as_str()), (Stance::Support, "Ada"));
    assert_eq!(record.documents[0].date.to_string(), "1970-01-02T00:00:00Z");
    assert_eq!(
        record.left_out,
        ["1 of other types than \"Stance\"", "statement 2: its place (3 to 999) or its concept is not there"]
    );
}

/// Checks that the error names the file and holds these words.
fn refused(path: &Path, wanted: &DnaVariables, words: &str) {
    let error = read_dna(path, wanted).expect_err("it must be refused").to_string();
    assert!(error.contains(&*path.to_string_lossy()) && error.contains(words), "{error}");
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("none.dna"), &DnaVariables::default(), "no such file");
    let text = folder.path().join("text.dna");
    std::fs::write(&text, "not a database at all, only words in a file").expect("written");
    refused(&text, &DnaVariables::default(), "not a database");
    let other = database(folder.path(), "other.dna", "CREATE TABLE DOCUMENTS (ID INTEGER)");
    refused(&other, &DnaVariables::default(), "no table STATEMENTS");
    let small = database(folder.path(), "small.dna", SMALL);
    let wanted = DnaVariables { concept: Some("idea".to_owned()), ..DnaVariables::default() };
    refused(&small, &wanted, "Organisation, concept, agreement");
}

#[test]
fn the_published_sample_has_its_published_figures() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dna/sample.dna");
    if !path.exists() {
        println!("skipped: ../shared/data/dna is not there");
        return;
    }
    let record = read_dna(&path, &DnaVariables::default()).expect("the sample is whole");
    assert_eq!((record.documents.len(), record.statements.len()), (7, 40));
    let agree = record.statements.iter().filter(|s| s.stance == Stance::Support).count();
    assert_eq!((agree, record.statements.len() - agree), (29, 11));
    assert_eq!(record.left_out, ["1 of other types than \"DNA Statement\""]);
}
