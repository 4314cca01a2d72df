//! The literate cases: what each marked text says is what the reader finds.

use standpoint_reading::{Reader, RuleReader};
use standpoint_testing::{marked, plain_document};

#[test]
fn quotations() {
    check(include_str!("../cases/quotations.md"));
}

#[test]
fn reported_speech() {
    check(include_str!("../cases/reported.md"));
}

#[test]
fn speakers() {
    check(include_str!("../cases/speakers.md"));
}

/// Reads each fenced text and compares the whole file with what it would be with the reader's answers.
#[track_caller]
fn check(file: &str) {
    let mut expected = String::new();
    let mut actual = String::new();
    let mut lines = file.lines();
    let mut last = String::new();
    while let Some(line) = lines.next() {
        let fence: Vec<&str> = match line.strip_prefix("```") {
            Some("marked" | "attributions") => lines.by_ref().take_while(|l| *l != "```").collect(),
            _ => Vec::new(),
        };
        let (found, given) = match line {
            "```marked" => {
                let given = fence.join("\n");
                last = marked::parse(&given).text;
                (drawn(&last), given)
            }
            "```attributions" => (told(&last), fence.join("\n")),
            _ => (String::new(), String::new()),
        };
        let (open, close) = if line.starts_with("```") { (line, "\n```\n") } else { (line, "\n") };
        let body = |text: &str| if text.is_empty() { String::new() } else { format!("\n{text}") };
        expected += &format!("{open}{}{close}", body(&given));
        actual += &format!("{open}{}{close}", body(&found));
    }
    assert!(expected == actual, "the reader gives another file:\n{actual}");
}

fn drawn(text: &str) -> String {
    let document = plain_document("case", text);
    let reading = RuleReader::new().read(&document);
    marked::draw(text, &marked::labels(&reading.attributions))
}

/// One line for each attribution: number, mode, speaker, how the speaker was found, parent.
fn told(text: &str) -> String {
    let document = plain_document("case", text);
    let reading = RuleReader::new().read(&document);
    let lines: Vec<String> = reading
        .attributions
        .iter()
        .enumerate()
        .map(|(at, a)| {
            let speaker = a.speaker.map_or("nobody", |s| reading.actors[s].name.as_str());
            let parent = a.parent.map(|p| format!(", inside {}", p + 1)).unwrap_or_default();
            format!("{}: {}, {speaker}, {}{parent}", at + 1, a.mode.name(), a.resolution.name())
        })
        .collect();
    lines.join("\n")
}
