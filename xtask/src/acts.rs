//! Acts that sentences report, on the expert-coded sentences of PLOVER.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use standpoint_app::reading::act_of_sentence;
use standpoint_terms::Act;

use crate::report;
use crate::shared::shared;

/// Which code is which act, as the data's own note says; all other codes are deeds.
const CODES: [(&str, Act); 6] = [
    ("AGREE", Act::Accept),
    ("CONCEDE", Act::Concede),
    ("DEMAND", Act::Demand),
    ("REJECT", Act::Reject),
    ("THREATEN", Act::Threaten),
    ("DISAPPROVE", Act::Accuse),
];

pub(crate) fn run() -> Result<(), String> {
    let path = shared("data/plover/gold.jsonl")?;
    let failed = |error: &dyn std::fmt::Display| format!("cannot read {}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| failed(&error))?;
    let mut pairs = Vec::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).map_err(|error| failed(&error))?;
        let event = line["event"].as_str().unwrap_or_default();
        let gold = CODES.iter().find(|(code, _)| *code == event).map(|(_, act)| *act);
        pairs.push((gold, act_of_sentence(line["text"].as_str().unwrap_or_default()).act));
    }
    let strict = table(&pairs, |act| act);
    let wide = table(&pairs, |act| match act {
        Act::Offer => Act::Accept,
        Act::Deny => Act::Reject,
        other => other,
    });
    let body = format!(
        "{} sentences; each sentence as a whole is given to the rules, without any mark of who says what. \
         PLOVER's AGREE is accept, CONCEDE concede, DEMAND demand, REJECT reject, THREATEN threaten, DISAPPROVE accuse; \
         its other codes are deeds, for which none of the six must be told. The rules were written with these \
         sentences in view, so this is no measure of unseen text.\n\n{strict}\n\
         PLOVER's AGREE covers what somebody offers or promises, and its REJECT denials of a request; with offers \
         counted as accept and denials as reject:\n\n{wide}",
        pairs.len()
    );
    report::keep("acts", "Acts on the sentences of PLOVER", "cargo xtask score acts", &body)
}

fn table(pairs: &[(Option<Act>, Act)], taken: impl Fn(Act) -> Act) -> String {
    let six: Vec<Act> = CODES.iter().map(|(_, act)| *act).collect();
    let mut counts: BTreeMap<Act, [usize; 3]> = six.iter().map(|act| (*act, [0; 3])).collect();
    for (gold, told) in pairs {
        let told = Some(taken(*told)).filter(|act| six.contains(act));
        for act in &six {
            let count = counts.entry(*act).or_default();
            count[0] += usize::from(told == Some(*act) && *gold == Some(*act));
            count[1] += usize::from(told == Some(*act));
            count[2] += usize::from(*gold == Some(*act));
        }
    }
    let mut out = String::from("| act | P | R | F1 | gold |\n| --- | ---: | ---: | ---: | ---: |\n");
    let mut sum = 0.0;
    for act in &six {
        let [right, told, gold] = counts[act].map(as_f64);
        let (precision, recall) = (right / told.max(1.0), right / gold.max(1.0));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        sum += f1;
        let _ = writeln!(
            out,
            "| {act} | {:.1} | {:.1} | {:.1} | {gold} |",
            100.0 * precision,
            100.0 * recall,
            100.0 * f1
        );
    }
    let _ = writeln!(out, "| macro |  |  | {:.1} |  |", 100.0 * sum / as_f64(six.len()));
    out
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few hundred sentences")]
fn as_f64(count: usize) -> f64 {
    count as f64
}
