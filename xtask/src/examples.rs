//! Attributions on the example coverage, by its own gold.

use std::path::Path;

use crate::attributions::tables;
use crate::report;
use crate::shared::{root, scorer};

/// The example's folder below `examples/` and `examples/gold/`.
const EXAMPLE: &str = "sarne";

pub(crate) fn run() -> Result<(), String> {
    let coverage = root().join("examples").join(EXAMPLE);
    let gold = root().join("examples/gold").join(EXAMPLE);
    let attributions = gold.join("attributions.jsonl");
    let texts = gold.join("text");
    let body = tables(&coverage, &|predicted| {
        scorer("eval/score_attributions.py", &[&attributions, predicted, Path::new("--text"), &texts])
    })?;
    report::keep("examples", "Attributions on the example coverage", "cargo xtask score examples", &body)
}
