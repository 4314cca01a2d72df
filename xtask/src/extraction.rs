//! Scores the article text that intake finds on web pages.
//!
//! The measure is that of Zyte's article extraction benchmark (its `evaluate.py`): runs of four words
//! ("shingles"), counted with repetitions; for each page the shares of shared, surplus and missing ones;
//! precision and recall averaged over pages, F1 from the two averages.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use standpoint_intake::{Limits, decode, gunzip, page};
use standpoint_terms::PassageKind;

/// What one page scored.
struct PageScore {
    id: String,
    precision: f64,
    recall: f64,
}

/// Scores all pages below `shared` (`data/article-extraction`) and returns a Markdown table with the
/// weakest pages.
///
/// # Errors
/// A sentence that names the file which could not be read.
pub(crate) fn run(shared: &Path) -> Result<String, String> {
    let scores = scores(shared)?;
    let (precision, recall, f1) = averages(&scores);
    let mut out = String::new();
    let _ = writeln!(out, "| pages | precision | recall | F1 |\n| ---: | ---: | ---: | ---: |");
    let _ = writeln!(out, "| {} | {precision:.4} | {recall:.4} | {f1:.4} |\n", scores.len());
    let mut weakest: Vec<&PageScore> = scores.iter().collect();
    weakest.sort_by(|a, b| (a.precision * a.recall).total_cmp(&(b.precision * b.recall)));
    let _ = writeln!(out, "The weakest pages:\n\n| page | precision | recall |\n| --- | ---: | ---: |");
    for score in weakest.iter().take(12) {
        let _ = writeln!(
            out,
            "| {} | {:.3} | {:.3} |",
            &score.id[..12.min(score.id.len())],
            score.precision,
            score.recall
        );
    }
    Ok(out)
}

fn scores(shared: &Path) -> Result<Vec<PageScore>, String> {
    let folder = shared.join("data/article-extraction");
    let truth_file = folder.join("ground-truth.json");
    let truth = std::fs::read(&truth_file).map_err(|error| format!("{}: {error}", truth_file.display()))?;
    let truth: Value =
        serde_json::from_slice(&truth).map_err(|error| format!("{}: {error}", truth_file.display()))?;
    let pages = truth.as_object().ok_or_else(|| format!("{}: is no object", truth_file.display()))?;
    let mut ids: Vec<&String> = pages.keys().collect();
    ids.sort();
    ids.into_iter()
        .map(|id| {
            let file = folder.join("html").join(format!("{id}.html.gz"));
            let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let found = article(&bytes);
            let expected = pages[id]["articleBody"].as_str().unwrap_or_default();
            let (precision, recall) = score(expected, &found);
            Ok(PageScore { id: id.clone(), precision, recall })
        })
        .collect()
}

/// The article without captions; empty where there is none.
fn article(compressed: &[u8]) -> String {
    let limits = Limits::default();
    let Some(html) = gunzip(compressed, limits.decompressed_bytes) else { return String::new() };
    let Some(html) = decode(&html.bytes, None) else { return String::new() };
    let Ok(draft) = page(&html.text, &limits) else { return String::new() };
    let kept = draft.passages.iter().filter(|passage| passage.kind != PassageKind::Caption);
    kept.filter_map(|passage| passage.span.of(&draft.text)).collect::<Vec<_>>().join("\n")
}

fn averages(scores: &[PageScore]) -> (f64, f64, f64) {
    // A page without any predicted or expected word counts for neither average.
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let precision =
        mean(scores.iter().map(|score| score.precision).filter(|value| !value.is_nan()).collect());
    let recall = mean(scores.iter().map(|score| score.recall).filter(|value| !value.is_nan()).collect());
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

/// Precision and recall of one page; NaN where nothing was predicted or expected.
fn score(expected: &str, found: &str) -> (f64, f64) {
    let (expected, found) = (shingles(expected), shingles(found));
    let shared: usize = expected.iter().map(|(key, n)| n.min(found.get(key).unwrap_or(&0))).sum();
    let share = |of: usize| if of == 0 { f64::NAN } else { shared as f64 / of as f64 };
    (share(found.values().sum()), share(expected.values().sum()))
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let mut counts = HashMap::new();
    if !words.is_empty() {
        for start in 0..words.len().saturating_sub(3).max(1) {
            *counts.entry(words[start..(start + 4).min(words.len())].to_vec()).or_default() += 1;
        }
    }
    counts
}
