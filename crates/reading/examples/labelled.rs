//! Acts, issues and positions on statements that are given: how well rules label what a reader found rightly.
//!
//! `labelled GOLD TEXTS CODEBOOK.json` prints each line whose act, issue or positions differ, and the shares.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "an example is a program: it reads files and prints"
)]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use standpoint_reading::{CompiledCodebook, sentences, statements};
use standpoint_terms::{
    Actor, ActorKind, Attribution, CodePoints, Codebook, CueKind, Mode, ReaderIdentity, Reading, Resolution,
    Span,
};
use standpoint_testing::plain_document;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [gold, texts, codebook] = &arguments[..] else {
        eprintln!("usage: labelled GOLD TEXTS CODEBOOK.json");
        return;
    };
    let codebook: Codebook =
        serde_json::from_str(&std::fs::read_to_string(codebook).expect("a codebook")).expect("a codebook");
    let compiled = CompiledCodebook::new(&codebook);
    let mut by_doc: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in std::fs::read_to_string(gold).expect("gold").lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        by_doc.entry(line["doc"].as_str().unwrap_or_default().to_owned()).or_default().push(line);
    }
    let mut right = [0usize; 2];
    let mut of = 0;
    let (mut hits, mut told, mut wanted, mut hands) = (0, 0, 0, 0);
    for (doc, lines) in &by_doc {
        let text = std::fs::read_to_string(Path::new(texts).join(doc)).expect("a text");
        let document = plain_document(doc, &text);
        let (actors, attributions) =
            lines.iter().enumerate().map(|(at, line)| read(&text, &codebook, line, at)).unzip();
        let reading = Reading {
            reader: ReaderIdentity { name: "gold".into(), version: "1".into() },
            sentences: sentences(&document.text, &document.passages),
            mentions: Vec::new(),
            actors,
            attributions,
            notices: Vec::new(),
        };
        for (line, found) in lines.iter().zip(statements(&document, &reading, Some(&compiled))) {
            let act = found.act.as_ref().map_or("-", |a| a.act.name());
            let issue = found.issue.as_ref().map_or("-", |i| i.issue.as_str());
            let same = |a: &str, b: &str| {
                a == b || (a == "plan" && b == "prospects") || (b == "plan" && a == "prospects")
            };
            let gold = (line["act"].as_str().unwrap_or("-"), line["issue"].as_str().unwrap_or("-"));
            of += 1;
            right[0] += usize::from(gold.0 == act);
            right[1] += usize::from(same(gold.1, issue));
            let want: Vec<[String; 4]> = line["about"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|p| {
                    ["holder", "proposition", "stance", "hand"]
                        .map(|k| p[k].as_str().unwrap_or("-").to_owned())
                })
                .filter(|p| p[0] != "none")
                .collect();
            let have: Vec<[String; 4]> = found
                .positions
                .iter()
                .map(|p| {
                    let json = serde_json::to_value(p).expect("plain");
                    ["holder", "proposition", "stance", "hand"]
                        .map(|k| json[k].as_str().unwrap_or("-").to_owned())
                })
                .collect();
            let common = have.iter().filter(|h| want.iter().any(|w| w[..3] == h[..3])).count();
            hands += have
                .iter()
                .filter(|h| want.iter().any(|w| w[..3] == h[..3] && (w[3] == h[3] || w[3] == "-")))
                .count();
            hits += common;
            told += have.len();
            wanted += want.len();
            let words: Vec<&str> = found.attribution.content.iter().filter_map(|s| s.of(&text)).collect();
            if act != gold.0 {
                println!(
                    "A {} > {act} {} | {} | {}",
                    gold.0,
                    found.act.map_or(String::new(), |a| a.by),
                    line["cue"].as_str().unwrap_or("-"),
                    words.join(" … ")
                );
            }
            if !same(gold.1, issue) {
                println!(
                    "I {} > {issue} | {} | {}",
                    gold.1,
                    line["cue"].as_str().unwrap_or("-"),
                    words.join(" … ")
                );
            }
            for p in want.iter().filter(|w| !have.iter().any(|h| w[..3] == h[..3])) {
                println!(
                    "P- {} | {} [{act}] | {} | {}",
                    p.join(" "),
                    line["speaker_party"].as_str().unwrap_or("-"),
                    line["cue"].as_str().unwrap_or("-"),
                    words.join(" … ")
                );
            }
            for (p, s) in
                have.iter().zip(&found.positions).filter(|(h, _)| !want.iter().any(|w| w[..3] == h[..3]))
            {
                println!(
                    "P+ {} by {} | {} [{act}] | {} | {}",
                    p.join(" "),
                    s.by,
                    line["speaker_party"].as_str().unwrap_or("-"),
                    line["cue"].as_str().unwrap_or("-"),
                    words.join(" … ")
                );
            }
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "act {:.1} issue {:.1} of {of}; positions P {:.1} R {:.1}, {hits} of {told} told, {wanted} wanted; hand {:.1}",
        share(right[0], of),
        share(right[1], of),
        share(hits, told),
        share(hits, wanted),
        share(hands, hits)
    );
}

/// The gold line as an attribution and its actor.
fn read(text: &str, codebook: &Codebook, line: &Value, at: usize) -> (Actor, Attribution) {
    let points = CodePoints::new(text);
    let span = |words: &str, from: usize| Span::new(from, from + words.len());
    let place = |key: &str| {
        let words = line[key].as_str()?;
        let start = usize::try_from(line[format!("{key}_start")].as_u64()?).ok()?;
        Some(span(words, points.byte(start)?))
    };
    let mut content = Vec::new();
    let mut from =
        points.byte(usize::try_from(line["start"].as_u64().unwrap_or(0)).unwrap_or(0)).unwrap_or(0);
    let pieces: Vec<&str> = match &line["content"] {
        Value::String(words) => vec![words],
        Value::Array(pieces) => pieces.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    for words in pieces {
        if let Some(found) = text[from..].find(words) {
            content.push(span(words, from + found));
            from += found + words.len();
        }
    }
    let party = codebook.parties.iter().find(|p| Some(p.id.as_str()) == line["speaker_party"].as_str());
    let name = party.map_or("somebody".to_owned(), |p| p.name.clone());
    let actor = Actor { name, kind: ActorKind::Body, roles: Vec::new(), affiliations: Vec::new() };
    let attribution = Attribution {
        source: place("source").into_iter().collect(),
        cue: place("cue").into_iter().collect(),
        content,
        mode: match line["mode"].as_str() {
            Some("direct") => Mode::Direct,
            Some("mixed") => Mode::Mixed,
            Some("list") => Mode::List,
            _ => Mode::Indirect,
        },
        cue_kind: CueKind::Reporting,
        speaker: Some(at),
        resolution: Resolution::Name,
        parent: None,
        score: 1.0,
    };
    (actor, attribution)
}
