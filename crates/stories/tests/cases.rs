//! The cases in `cases/`: quotations in two documents and what is found.
#![expect(clippy::disallowed_methods, reason = "the test reads its cases; the crate reads nothing")]

use std::path::Path;

use standpoint_stories::{Told, find};
use standpoint_terms::{
    Actor, ActorKind, Attribution, CueKind, Document, Mode, ReaderIdentity, Reading, Resolution, Span,
    Statement,
};
use standpoint_testing::plain_document;

/// A document of one statement: `DAY SPEAKER: words`.
fn read(number: usize, line: &str) -> (Document, Reading, Vec<Statement>) {
    let (day, rest) = line.split_once(' ').expect("a day");
    let (speaker, words) = rest.split_once(": ").expect("a speaker and a colon");
    let named = speaker != "(nobody)";
    let text =
        if named { format!("On the river {speaker} said {words}") } else { format!("On the river: {words}") };
    let mut document = plain_document(&format!("{number}.txt"), &text);
    document.metadata.published = Some(day.parse().expect("a day"));
    let content = Span::new(text.len() - words.len(), text.len());
    let actors = if named {
        let kind = ActorKind::Person;
        vec![Actor { name: speaker.to_owned(), kind, roles: Vec::new(), affiliations: Vec::new() }]
    } else {
        Vec::new()
    };
    let attribution = Attribution {
        source: if named { vec![Span::new(13, 13 + speaker.len())] } else { Vec::new() },
        cue: Vec::new(),
        content: vec![content],
        mode: Mode::Direct,
        cue_kind: CueKind::Reporting,
        speaker: named.then_some(0),
        resolution: Resolution::Name,
        parent: None,
        score: 1.0,
    };
    let statement = Statement {
        attribution: attribution.clone(),
        speaker: named.then(|| speaker.to_owned()),
        party: None,
        issue: None,
        act: None,
        positions: Vec::new(),
        said_on: None,
    };
    let reading = Reading {
        reader: ReaderIdentity { name: "scripted".to_owned(), version: "1".to_owned() },
        sentences: vec![Span::new(0, text.len())],
        mentions: Vec::new(),
        actors,
        attributions: vec![attribution],
        notices: Vec::new(),
    };
    (document, reading, vec![statement])
}

fn found(lines: &[&str]) -> String {
    let read: Vec<_> = lines.iter().enumerate().map(|(number, line)| read(number, line)).collect();
    let told: Vec<Told<'_>> =
        read.iter().map(|(document, reading, statements)| Told { document, reading, statements }).collect();
    let coverage = find(&told);
    let Some(utterance) = coverage.utterances.first() else { return "apart".to_owned() };
    let echo = &utterance.echoes[0];
    if echo.alterations.is_empty() {
        return "exact".to_owned();
    }
    echo.alterations.iter().map(|alteration| alteration.name()).collect::<Vec<_>>().join(" ")
}

#[test]
fn quotations_are_compared_as_the_cases_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/quotations.md");
    let cases = std::fs::read_to_string(path).expect("cases/quotations.md");
    let (mut failures, mut count) = (Vec::new(), 0);
    for case in cases.split("\n## ").skip(1) {
        let mut lines = case.lines().filter(|line| !line.trim().is_empty());
        let title = lines.next().expect("a title");
        let (told, expected): (Vec<&str>, Vec<&str>) = lines.partition(|line| !line.starts_with("= "));
        let expected = expected[0].trim_start_matches("= ");
        let found = found(&told);
        count += 1;
        if found != expected {
            failures.push(format!("{title}: expected {expected}, found {found}"));
        }
    }
    assert!(count > 20, "only {count} cases were found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
