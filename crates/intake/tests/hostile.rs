//! A folder of broken and hostile files: each is named, with why and what to do, and the rest goes on.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use standpoint_intake::{Limits, Options, Place, Problem, Reason, discover, take};
use standpoint_terms::{Document, NoticeKind, PassageKind};

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Takes in a folder of one file with that content.
fn take_in(name: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Problem>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    take_folder(folder.path(), &Options::default())
}

fn take_folder(folder: &Path, options: &Options) -> (Vec<Document>, Vec<Problem>) {
    let (items, mut problems) = discover(&[Place::Path(folder.to_owned())], options);
    let mut documents = Vec::new();
    for item in &items {
        take(item, options, &mut |result| match result {
            Ok(document) => documents.push(document),
            Err(problem) => problems.push(problem),
        });
    }
    (documents, problems)
}

fn check_problem(name: &str, bytes: &[u8], expected: &str) {
    let (documents, problems) = take_in(name, bytes);
    assert_eq!(documents, [], "{name}");
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(shown, [expected]);
    assert!(problems[0].locator.contains(name) && problems[0].locator.starts_with('/'));
}

#[test]
fn each_broken_file_says_why_and_what_to_do() {
    check_problem("a.txt", b"", "a.txt: is empty. Save it again, or remove it.");
    check_problem("b.txt", b" \r\n\t", "b.txt: is empty. Save it again, or remove it.");
    check_problem(
        "c.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "c.txt: is a PNG picture, not text. Give a text, web page, feed, e-mail or PDF file.",
    );
    check_problem(
        "d.html",
        b"<html><script>var said = 'The minister said that nothing was agreed, and nobody believed her.';</script></html>",
        "d.html: has no readable text. Open the page in a browser, and save it once the article shows.",
    );
    let text = "The envoy left on Monday. ".repeat(2000);
    let file = zipped(&text);
    check_problem(
        "e.txt.gz",
        &file[..file.len() / 2],
        "e.txt.gz: is a compressed file that is cut off or damaged. Copy or download it again.",
    );
    check_problem("f.eml", b"", "f.eml: is empty. Save it again, or remove it.");
    check_problem(
        "g.jsonl",
        b"{\"words\": 3}\n",
        "g.jsonl#1: has no column with the text (tried text, body, content, article, articleBody, article_text, full_text, maintext, content_text, html). Name the column that holds the text.",
    );
}

#[test]
fn a_file_past_the_limit_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    // Sparse: 200 MB that take no room and would take long to read.
    std::fs::File::create(folder.path().join("large.txt")).unwrap().set_len(200 << 20).unwrap();
    let (documents, problems) = take_folder(folder.path(), &Options::default());
    assert_eq!(documents, []);
    assert_eq!(
        problems[0].to_string(),
        "large.txt: is larger than the limit of 64 MB. Split it, or raise the limit."
    );
}

#[test]
fn what_expands_past_the_limit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bomb.txt.gz"), zipped(&"a".repeat(1 << 20))).unwrap();
    let limits = Limits { decompressed_bytes: 1 << 16, ..Limits::default() };
    let (documents, problems) = take_folder(folder.path(), &Options { limits, ..Options::default() });
    assert_eq!((documents.len(), &problems[0].reason), (0, &Reason::Expands(1 << 16)));
}

#[test]
fn a_page_of_nested_tags_is_refused() {
    let tags = [
        ("<div>", 50 << 20),
        ("<b>", 1 << 20),
        ("<p><a href=x>", 1 << 20),
        ("<svg><g>", 5 << 20),
        ("<ul><li>", 1 << 20),
    ];
    for (tag, size) in tags {
        let (documents, problems) = take_in("deep.html", tag.repeat(size / tag.len()).as_bytes());
        assert_eq!(documents, [], "{tag}");
        assert!(matches!(problems[0].reason, Reason::Excessive(_)), "{tag}: {}", problems[0]);
    }
}

#[test]
fn a_page_nested_to_the_limit_is_read() {
    let prose = "The envoy left on Monday, and nobody saw her off at the pier. ".repeat(20);
    let page = format!("{}<p>{prose}</p>", "<div>".repeat(500));
    let (documents, problems) = take_in("deep.html", page.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(documents[0].text, prose.trim());
}

#[test]
fn bytes_that_are_no_utf8_show_with_a_notice() {
    let (documents, problems) = take_in("a.txt", b"\xe2\x80\x9cNo,\xe2\x80\x9d said \xc3\x89va \xff Tarn.\n");
    assert_eq!(problems, []);
    assert_eq!(documents[0].text, "“No,” said Éva \u{fffd} Tarn.\n");
    assert_eq!(documents[0].notices[0].kind, NoticeKind::Encoding);
}

#[test]
fn a_plain_text_stays_as_it_stands() {
    let text = "\u{feff}No deal\r\n\r\nThe talks\u{a0}broke \0 off, she said.\r\n";
    let (documents, _) = take_in("a.txt", text.as_bytes());
    assert_eq!(documents[0].text, text);
    let first = documents[0].passages[0];
    assert_eq!((first.kind, first.span.of(text)), (PassageKind::Heading, Some("No deal")));
}

#[test]
fn what_came_before_the_cut_is_kept() {
    let lines: String =
        (0..3000).map(|i| format!("{{\"text\": \"Line {i} of {}.\"}}\n", i * 7919 % 104_729)).collect();
    let file = zipped(&lines);
    let (documents, problems) = take_in("a.jsonl.gz", &file[..file.len() / 2]);
    assert!(documents.len() > 500, "{}", documents.len());
    assert_eq!(documents[0].name, "a.jsonl.gz#1");
    assert!(problems.iter().any(|problem| problem.reason == Reason::Truncated));
}

#[test]
fn a_broken_record_does_not_stop_the_rest() {
    let (documents, problems) = take_in("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\n{\"text\":\"Three.\"}\n");
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["a.jsonl#1", "a.jsonl#3"]);
    assert_eq!(problems[0].name, "a.jsonl#2");
}

#[test]
fn a_formatting_bomb_stays_small() {
    // Each paragraph reopens the elements of the first one: size times count.
    let opened: String = (0..400).map(|i| format!("<font color={i}>")).collect();
    let page = format!("<p>{opened}</p>{}", "<p>x".repeat(100_000));
    let (_, problems) = take_in("bomb.html", page.as_bytes());
    assert!(matches!(problems[0].reason, Reason::Excessive(_)), "{}", problems[0]);
}
