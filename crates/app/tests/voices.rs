//! Voices from end to end: near duplicates that the ledger finds, origins, utterances, and how the brief counts them.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

use std::path::Path;

use standpoint_app::intake::{Options, Place};
use standpoint_app::ledger::{Ledger, StatementFilter};
use standpoint_app::{AddOptions, ByWords, ReaderChoice, Silent, add, brief, load_reader, origins};

const REPORT: &str = "ORSK — The canal board voted by nine to four on Tuesday to keep the upper lock closed until the dredging \
    accounts are audited.\n\n“Nobody sails on a promise,” board chair Lena Kask said after a meeting of six hours in the \
    weighing house.\n\nSkippers had parked 160 barges below the lock since April, some of them loaded with timber that is \
    beginning to rot. The pilots' guild called the vote an insult and will blow its horns each noon from Friday.\n";

const OTHER: &str = "It smelled of tar and cold coffee when the board sat down to decide.\n\n“Nobody sails on a promise,” Lena Kask \
    said, and closed her folder so hard that the inkwell jumped.\n\nOutside, somebody had waited since dawn with three sons \
    and a cargo of wet oak.\n";

fn write(folder: &Path) {
    let copy = REPORT.replace("on Tuesday", "this week");
    for (name, text) in [("1-report.txt", REPORT), ("2-copy.txt", copy.as_str()), ("3-other.txt", OTHER)] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let sheet = "file,outlet,published\n1-report.txt,The Pilot,2031-05-20\n2-copy.txt,The Courier,2031-05-20\n\
        3-other.txt,The Anchor,2031-05-21\n";
    std::fs::write(folder.join("metadata.csv"), sheet).unwrap();
}

fn read(ledger: &mut Ledger, folder: &Path) {
    let reader = load_reader(&ReaderChoice::Rules).unwrap();
    let options = AddOptions {
        intake: &Options::default(),
        reader: reader.as_ref(),
        judge: None,
        codebook: None,
        now: "2031-06-01".parse().unwrap(),
        progress: &Silent,
    };
    add(ledger, &[Place::Path(folder.to_owned())], &options).unwrap();
}

#[test]
fn a_copy_is_no_second_voice_and_one_sentence_in_three_papers_is_one_utterance() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let mut ledger = Ledger::open_in_memory().unwrap();
    read(&mut ledger, folder.path());
    assert_eq!(ledger.near().unwrap().len(), 1);
    assert_eq!(ledger.compare_rest(&ByWords, 10).unwrap(), 0, "nothing was left out");

    let page = brief(&mut ledger, None, Vec::new()).unwrap();
    let kask = page.speakers.iter().find(|speaker| speaker.name == "Lena Kask").unwrap();
    assert_eq!((kask.statements, kask.utterances, kask.documents), (3, 1, 3));
    assert!(page.counts.utterances < page.counts.statements);
    let told: Vec<&str> = page.documents.iter().map(|document| document.origin.as_str()).collect();
    assert_eq!(told[0], told[1]);
    assert_ne!(told[0], told[2]);

    let known = origins(&mut ledger).unwrap();
    let rows = ledger.statements(&StatementFilter::default()).unwrap().rows;
    for row in &rows {
        assert_eq!(row.origin, *known.get(&row.document).unwrap_or(&row.document));
    }
    assert!(rows.iter().any(|row| row.origin != row.document), "the copy's statements name the report");
}
