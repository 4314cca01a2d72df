//! Attributions on the example coverage, by its own gold.

use std::path::Path;

use standpoint_reading::{Reader, RuleReader};

use crate::attributions::predict;
use crate::report;
use crate::shared::{root, scorer};

/// The example's folder below `examples/` and `examples/gold/`.
const EXAMPLE: &str = "sarne";

pub(crate) fn run() -> Result<(), String> {
    let coverage = root().join("examples").join(EXAMPLE);
    let gold = root().join("examples/gold").join(EXAMPLE);
    let reader = RuleReader::new();
    let predicted = predict(&coverage, &reader)?;
    let attributions = gold.join("attributions.jsonl");
    let texts = gold.join("text");
    let table = scorer(
        "eval/score_attributions.py",
        &[&attributions, predicted.path(), Path::new("--text"), &texts],
    )?;
    let body = format!("Reader: {}.\n\n```text\n{}\n```", reader.identity(), table.trim_end());
    report::keep("examples", "Attributions on the example coverage", "cargo xtask score examples", &body)
}
