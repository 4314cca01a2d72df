//! Attributions on the example coverage, by its own gold.

use std::path::{Path, PathBuf};

use standpoint_reading::Reader;

use crate::attributions::{predict, tables};
use crate::report;
use crate::shared::{root, scorer};

/// The example's folder below `examples/` and `examples/gold/`.
const EXAMPLE: &str = "sarne";

pub(crate) fn run() -> Result<(), String> {
    let body = tables(&coverage(), &table)?;
    report::keep("examples", "Attributions on the example coverage", "cargo xtask score examples", &body)
}

/// What the scorer says of a reader's attributions.
pub(crate) fn score(reader: &dyn Reader) -> Result<String, String> {
    table(predict(&coverage(), reader)?.path())
}

fn coverage() -> PathBuf {
    root().join("examples").join(EXAMPLE)
}

fn table(predicted: &Path) -> Result<String, String> {
    let gold = root().join("examples/gold").join(EXAMPLE);
    let (attributions, texts) = (gold.join("attributions.jsonl"), gold.join("text"));
    scorer("eval/score_attributions.py", &[&attributions, predicted, Path::new("--text"), &texts])
}
