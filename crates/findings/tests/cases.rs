//! The literate cases: what each record holds is what is found in it.

mod record;

use standpoint_findings::{find, forecasters};
use standpoint_terms::{Finding, FindingDetail, FindingSide};

use record::Owned;

#[test]
fn the_cases_hold() {
    check(include_str!("../cases/findings.md"));
}

/// Compares the whole file with what it would be with the answers of this program.
#[track_caller]
fn check(file: &str) {
    let mut actual = String::new();
    let mut lines = file.lines();
    let mut last = Owned::default();
    while let Some(line) = lines.next() {
        actual.push_str(line);
        actual.push('\n');
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let given: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind {
            "record" => {
                last = Owned::parse(&given);
                actual.push_str(&given.join("\n"));
            }
            "findings" => actual.push_str(&told(&last)),
            other => panic!("a fence is `record` or `findings`, not `{other}`"),
        }
        actual.push_str("\n```\n");
    }
    assert!(file == actual, "the program gives another file:\n{actual}");
}

fn told(record: &Owned) -> String {
    let findings = find(&record.record());
    let mut lines: Vec<String> = findings.iter().map(drawn).collect();
    for forecaster in forecasters(&findings).into_iter().filter(|forecaster| forecaster.scored > 0) {
        let brier = forecaster.brier.expect("a scored forecaster has a score");
        lines.push(format!("Brier score of {}: {brier:.4} over {}", forecaster.name, forecaster.scored));
    }
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

fn drawn(finding: &Finding) -> String {
    let mut head = format!("{}: {}", finding.id, detail(&finding.detail));
    if finding.origins != finding.documents {
        head += &format!(" ({} documents, {} independent)", finding.documents, finding.origins);
    }
    let sides = finding.sides.iter().map(side);
    std::iter::once(head.trim_end_matches([':', ' ']).to_owned()).chain(sides).collect::<Vec<_>>().join("\n")
}

fn detail(detail: &FindingDetail) -> String {
    let day = |day: &Option<standpoint_terms::Moment>| day.map_or("?".to_owned(), |day| day.to_string());
    let stance = |stance: &Option<standpoint_terms::Stance>| {
        stance.map_or("?".to_owned(), |stance| format!("{stance:?}").to_lowercase())
    };
    match detail {
        FindingDetail::Plain => String::new(),
        FindingDetail::SecondHand { conflict } => conflict.name().to_owned(),
        FindingDetail::Shift { from, to, on } => format!("{} to {}, {}", stance(from), stance(to), day(on)),
        FindingDetail::Unchanged { by, baseline, propositions } => {
            let since = baseline.as_ref().map(|id| format!(", since {id}")).unwrap_or_default();
            format!("{}{since} {}", by.name(), propositions.join(", ")).trim_end().to_owned()
        }
        FindingDetail::OneSided { silent } => format!("silent: {}", silent.join(", ")),
        FindingDetail::Forecast { by, probability, outcome, .. } => {
            let probability =
                probability.map(|probability| format!(" at {probability} %")).unwrap_or_default();
            format!("by {}{probability}, {}", day(by), outcome.name())
        }
        FindingDetail::SlippedDate { event, from, to } => format!("{event}, {} to {}", day(from), day(to)),
        FindingDetail::Reaction { .. } => String::new(),
    }
}

fn side(side: &FindingSide) -> String {
    let quotes: Vec<String> = side
        .evidence
        .iter()
        .map(|evidence| {
            let who = evidence.speaker.as_deref().unwrap_or("author");
            format!("{who}: {}", evidence.words.join(" … "))
        })
        .collect();
    let party = side.party.as_deref().map(|party| format!(" {party}")).unwrap_or_default();
    let stance =
        side.stance.map(|stance| format!(" {}", format!("{stance:?}").to_lowercase())).unwrap_or_default();
    format!("  {}{party}{stance} | {}", side.role.name(), quotes.join(" | "))
}
