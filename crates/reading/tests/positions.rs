//! The literate cases of acts, positions and times: what each text gives stands under it.

use standpoint_reading::{CompiledCodebook, Reader, RuleReader, statements};
use standpoint_terms::{Codebook, Issue, Member, Moment, Party, Proposal, Proposition, Statement};
use standpoint_testing::plain_document;

#[test]
fn acts_and_positions() {
    check(include_str!("../cases/positions.md"));
}

#[test]
fn times() {
    check(include_str!("../cases/time.md"));
}

/// Reads each fenced text and compares the whole file with what it would be with the reader's answers.
#[track_caller]
fn check(file: &str) {
    let mut actual = String::new();
    let mut lines = file.lines();
    let (mut text, mut published) = (String::new(), None);
    while let Some(line) = lines.next() {
        actual += line;
        actual += "\n";
        if line.starts_with("## ") {
            published = None;
        }
        if !matches!(line, "```text" | "```positions" | "```times" | "```published") {
            continue;
        }
        let given: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match line {
            "```positions" => actual += &tell(&text, published, standing),
            "```times" => actual += &tell(&text, published, time),
            _ => actual += &given.join("\n"),
        }
        match line {
            "```text" => text = given.join("\n"),
            "```published" => published = given.first().and_then(|day| day.parse().ok()),
            _ => {}
        }
        actual += "\n```\n";
    }
    assert!(file == actual, "the rules give another file:\n{actual}");
}

/// What a statement tells, as a line, from the text.
type Line = fn(&str, &Statement) -> String;

fn tell(text: &str, published: Option<Moment>, line: Line) -> String {
    let mut document = plain_document("case", text);
    document.metadata.published = published;
    let reading = RuleReader::new().read(&document);
    let statements = statements(&document, &reading, Some(&codebook()));
    let lines: Vec<String> = statements
        .iter()
        .map(|statement| {
            let speaker = statement.speaker.as_deref().unwrap_or("nobody");
            format!("{speaker}: {}", line(text, statement))
        })
        .collect();
    lines.join("\n")
}

/// The act and the positions.
fn standing(text: &str, statement: &Statement) -> String {
    let mut line = statement.act.as_ref().map_or("-", |acted| acted.act.name()).to_owned();
    for p in &statement.positions {
        let [stance, hand] = [serde_json::json!(p.stance), serde_json::json!(p.hand)]
            .map(|name| name.as_str().unwrap_or_default().to_owned());
        line += &format!("; {} {} {stance}, {hand} hand", p.holder, p.proposition);
        for words in p.condition.iter().filter_map(|span| span.of(text)) {
            line += &format!(", “{words}”");
        }
    }
    line
}

/// When it was said.
fn time(text: &str, statement: &Statement) -> String {
    let Some(said) = &statement.said_on else { return "-".to_owned() };
    let words = said.words.and_then(|span| span.of(text)).unwrap_or_default();
    format!("{} to {}, “{words}”, {}", said.from, said.to, said.by)
}

fn codebook() -> CompiledCodebook {
    let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let party = |id: &str, name: &str, aliases: &[&str], people: &[&str]| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        aliases: strings(aliases),
        members: people
            .iter()
            .map(|name| Member {
                name: (*name).to_owned(),
                roles: if matches!(*name, "Lena Kask" | "Ines Tarn") {
                    strings(&["foreign minister"])
                } else {
                    Vec::new()
                },
                ..Member::default()
            })
            .collect(),
        metonyms: if id == "velmark" { strings(&["the Citadel"]) } else { Vec::new() },
        ..Party::default()
    };
    let proposition = |id: &str, sentence: &str, hints: &[&str], against: &[&str]| Proposition {
        id: id.to_owned(),
        issue: "all".to_owned(),
        sentence: sentence.to_owned(),
        hints: strings(hints),
        in_favour: Vec::new(),
        against: strings(against),
    };
    CompiledCodebook::new(&Codebook {
        parties: vec![
            party("arland", "Arland", &["Arlandic"], &["Lena Kask", "Odo Brandt"]),
            party("velmark", "Velmark", &[], &["Ines Tarn"]),
            party("norreland", "Norreland", &[], &["Saul Whitby", "Pia Holt"]),
            party("league", "Littoral League", &["League"], &["Marc Oyelaran"]),
        ],
        issues: vec![Issue { id: "all".to_owned(), hints: strings(&["League"]), ..Issue::default() }],
        propositions: vec![
            proposition(
                "membership",
                "Velmark joins the League",
                &["membership"],
                &["Velmark stays out of the League"],
            ),
            proposition("observers", "League observers are sent to the valley", &["observers"], &[]),
            proposition("army-cap", "The army of Velmark is capped", &["ceiling on the army"], &[]),
            proposition("fleet-leaves", "Arland withdraws its fleet", &[], &["the fleet stays"]),
            proposition(
                "meeting-first",
                "Kask and Tarn meet before a treaty is signed",
                &["summit"],
                &["No meeting before everything is signed"],
            ),
            proposition(
                "alone",
                "Arland and Velmark talk alone, without Norreland",
                &["between the two of us"],
                &[],
            ),
            proposition("ten-points", "The ten points are accepted", &["scheme"], &[]),
            proposition(
                "searches",
                "Arland ends its searches of ships",
                &["searches"],
                &["The searches go on"],
            ),
        ],
        proposals: vec![Proposal {
            id: "ten-points".to_owned(),
            name: "The ten points".to_owned(),
            by: Some("arland".to_owned()),
            date: None,
            description: String::new(),
            aliases: strings(&["ten points"]),
            terms: Vec::new(),
        }],
        ..Codebook::default()
    })
}

#[test]
fn what_another_party_does_is_not_what_a_phrase_says_of_one() {
    let party = |id: &str, name: &str, person: &str| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        aliases: vec![person.to_owned()],
        ..Party::default()
    };
    let book = CompiledCodebook::new(&Codebook {
        parties: vec![
            party("arland", "Arland", "Kask"),
            party("velmark", "Velmark", "Tarn"),
            party("league", "the League", "Oyelaran"),
        ],
        issues: vec![Issue { id: "all".to_owned(), ..Issue::default() }],
        propositions: vec![Proposition {
            id: "league-derails".to_owned(),
            issue: "all".to_owned(),
            sentence: "The League is undermining the talks".to_owned(),
            hints: vec!["sabotage".to_owned()],
            in_favour: vec![
                "the League derails the peace process".to_owned(),
                "the League is the main obstacle to peace".to_owned(),
            ],
            ..Proposition::default()
        }],
        ..Codebook::default()
    });
    let told = |text: &str| {
        let document = plain_document("a", text);
        let reading = RuleReader::new().read(&document);
        let told: usize =
            statements(&document, &reading, Some(&book)).iter().map(|s| s.positions.len()).sum();
        told
    };
    assert_eq!(told("Tarn said the League derails the peace process."), 1);
    assert_eq!(told("Tarn said Arland derails the peace process."), 0);
    assert_eq!(told("Tarn said the main obstacle to peace was the League."), 1);
    assert_eq!(told("Tarn said the main obstacle to peace was Arland."), 0);
}
