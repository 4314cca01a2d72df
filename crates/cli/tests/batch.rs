//! A batch with broken files names each one, goes on, and ends with exit status 2.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use std::io::Write;
use std::process::Stdio;

use support::{Desk, lines, said};

const ARTICLE: &str = "Ferry talks resume\n\nThe ferry must sail again by May, Harbour Minister Ola Brann said on Monday. \
                       “We will not wait another winter,” she added.\n";

/// A compressed file that ends in the middle.
const CUT_GZIP: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c, 0x4a];

#[test]
fn broken_files_are_named_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.write("in/a-good.txt", ARTICLE);
    desk.write("in/b-empty.txt", "");
    desk.write("in/c-picture.txt", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 1, 2, 3, 255, 254, 9, 8]].concat());
    desk.write(
        "in/d-bytes.txt",
        [ARTICLE.as_bytes(), b"Caf\xe9 owners \xff\xfe object, said Brann.\n"].concat(),
    );
    desk.write("in/e-cut.txt.gz", CUT_GZIP);
    desk.write(
        "in/f-script.html",
        "<!doctype html><html><body><script>var said = 'no';</script></body></html>",
    );
    desk.write("in/g-nested.html", format!("<!doctype html><html><body>{}", "<div>".repeat(200_000)));
    let file = std::fs::File::create(desk.path("in/h-huge.txt")).expect("a file");
    file.set_len(200 << 20).expect("a sparse file");
    let run = desk.run(&["brief", "in", "--reader", "rules"]);
    assert_eq!(run.status, 2, "{}", run.err);
    for name in ["b-empty", "c-picture", "e-cut", "f-script", "g-nested", "h-huge"] {
        assert!(run.err.contains(name), "{name} is not named:\n{}", run.err);
    }
    insta::assert_snapshot!("broken_files", run.err);
    assert!(run.out.contains("Ola Brann"), "{}", run.out);
    let documents = lines(&desk.run(&["documents", "--json"]).out);
    let names: Vec<&str> = documents.iter().filter_map(|row| row["doc"].as_str()).collect();
    assert_eq!(names, ["a-good.txt", "d-bytes.txt"]);
}

#[test]
fn an_edited_file_is_a_new_version() {
    let desk = Desk::new();
    desk.write("a.txt", ARTICLE);
    desk.run(&["add", "a.txt", "--reader", "rules"]);
    desk.write("a.txt", ARTICLE.replace("another winter", "until the summer"));
    let run = desk.run(&["add", "a.txt", "--reader", "rules"]);
    assert!(run.err.contains("1 document in a new version"), "{}", run.err);
    assert_eq!(lines(&desk.run(&["documents", "--json"]).out).len(), 1);
    assert_eq!(lines(&desk.run(&["documents", "--json", "--versions"]).out).len(), 2);
    let statements = desk.run(&["statements", "--json"]).out;
    assert!(statements.contains("until the summer") && !statements.contains("another winter"));
}

#[test]
fn the_same_text_elsewhere_is_one_document() {
    let desk = Desk::new();
    desk.write("one/a.txt", ARTICLE);
    desk.write("two/b.txt", ARTICLE);
    let run = desk.run(&["add", "one", "two", "--reader", "rules"]);
    assert!(run.err.contains("1 document known from another place"), "{}", run.err);
    let rows = lines(&desk.run(&["documents", "--json"]).out);
    assert_eq!((rows.len(), rows[0]["places"].as_u64()), (1, Some(2)));
}

#[test]
fn standard_input_is_read() {
    let desk = Desk::new();
    let mut child = desk
        .command()
        .args(["read", "-", "--reader", "rules"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("standpoint runs");
    child.stdin.take().expect("stdin").write_all(ARTICLE.as_bytes()).expect("it reads");
    let run = said(child.wait_with_output().expect("it ends"));
    assert_eq!(run.status, 0, "{}", run.err);
    let records = lines(&run.out);
    assert!(!records[0]["attributions"].as_array().expect("attributions").is_empty());
}

#[test]
fn errors_say_what_to_do() {
    let desk = Desk::new();
    desk.write("bad.toml", "[codebook]\nid = \"x\"\ntitle = \"X\"\ncolour = 3\n");
    desk.write(
        "broken.db",
        "this is no database, and longer than a header of SQLite, which has one hundred bytes....",
    );
    desk.write("standpoint-bad.toml", "ledgers = \"x\"\n");
    desk.write("a.txt", ARTICLE);
    for (name, arguments) in [
        ("no_ledger", &["statements"][..]),
        ("no_such_path", &["brief", "nowhere", "--reader", "rules"]),
        ("bad_codebook", &["brief", "a.txt", "--codebook", "bad.toml", "--reader", "rules"]),
        ("bad_ledger", &["statements", "--ledger", "broken.db"]),
        ("bad_settings", &["statements", "--settings", "standpoint-bad.toml"]),
        ("no_threads", &["documents", "--jobs", "0"]),
        ("bad_date", &["statements", "--from", "May"]),
    ] {
        let run = desk.run(arguments);
        assert_eq!(run.status, 2, "{name}: {}", run.err);
        insta::assert_snapshot!(format!("error_{name}"), run.err);
    }
}

#[test]
fn hostile_words_do_not_steer_the_terminal() {
    let desk = Desk::new();
    desk.write("a.txt", "Talks\n\nThe port stays shut, Ola Brann said. \u{1b}[31m“Never \u{1b}]0;owned\u{7} \u{202e}again,” Brann said.\n");
    let run = desk.run(&["brief", "a.txt", "--color", "never", "--reader", "rules"]);
    let statements = desk.run(&["statements"]);
    for text in [&run.out, &run.err, &statements.out] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}
