//! How far the scores of attributions can be trusted, and what each type of cue is worth.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use standpoint_inference::ModelFiles;
use standpoint_reading::{ModelReader, Reader};

use crate::attributions::predict;
use crate::remembered::Remembered;
use crate::report;
use crate::shared::{scorer, shared};

/// An attribution as predicted.
struct Judged {
    score: f64,
    cue: String,
    mode: String,
    right: bool,
}

pub(crate) fn run() -> Result<(), String> {
    let mut body = NOTE.to_owned();
    for files in [ModelFiles::full(), ModelFiles::fast()] {
        let reader = ModelReader::new(Remembered::new(&files)?);
        let judged = judged(&reader)?;
        let _ = write!(body, "\n## Reader {}\n\n{}", reader.identity(), tables(&judged));
    }
    report::keep("reliability", "Scores of attributions", "cargo xtask score reliability", &body)
}

const NOTE: &str = "\
PolNeAR dev, the whole program. *Right* is lenient: the content and the source overlap those of a gold attribution by half or \
more. ECE: the mean distance of score and share right over ten bins of equal width, weighed by their size. Brier: the mean squared \
distance of score and right or wrong.
";

/// Predictions with whether they are right.
fn judged(reader: &dyn Reader) -> Result<Vec<Judged>, String> {
    let gold = shared("data/polnear/dev/gold.jsonl")?;
    let texts = shared("data/polnear/dev/text")?;
    let predicted = predict(&texts, reader)?;
    let dump = std::env::temp_dir().join(format!("standpoint-reliability-{}.jsonl", std::process::id()));
    scorer("eval/score_attributions.py", &[&gold, predicted.path(), Path::new("--dump"), &dump])?;
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    // The scorer names what it paired by its words.
    let mut hits: HashMap<(String, String), usize> = HashMap::new();
    for line in read(&dump)?.lines() {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if line["what"] == "hit" {
            let words = |role: &str| line["pred"][role].as_str().unwrap_or_default().to_owned();
            *hits.entry((stem(&line["doc"]), key(words))).or_default() += 1;
        }
    }
    // It lies in the system's folder for temporary files; what stays there does no harm.
    let _ = std::fs::remove_file(&dump);
    let mut out = Vec::new();
    for line in read(predicted.path())?.lines() {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let doc = stem(&line["doc"]);
        let text: Vec<char> = read(&texts.join(&doc).with_extension("txt"))?.chars().collect();
        for one in line["attributions"].as_array().into_iter().flatten() {
            let words = |role: &str| {
                let spans = one[role].as_array().into_iter().flatten();
                let part = |span: &Value| {
                    let at = |k: usize| {
                        usize::try_from(span[k].as_u64().unwrap_or_default()).unwrap_or(usize::MAX)
                    };
                    text.get(at(0)..at(1)).unwrap_or_default().iter().collect::<String>()
                };
                spans.map(part).collect::<Vec<_>>().join(" [...] ")
            };
            let left = hits.get_mut(&(doc.clone(), key(words))).filter(|left| **left > 0);
            out.push(Judged {
                score: one["score"].as_f64().unwrap_or_default(),
                cue: one["cue_type"].as_str().or(one["cue_kind"].as_str()).unwrap_or("other").to_owned(),
                mode: one["mode"].as_str().unwrap_or_default().to_owned(),
                right: left.is_some(),
            });
            if let Some(left) = left {
                *left -= 1;
            }
        }
    }
    Ok(out)
}

/// What tells one attribution of a document from another.
fn key(words: impl Fn(&str) -> String) -> String {
    ["source", "cue", "content"].map(words).join("\n\n")
}

/// A document's name without folders and ending.
fn stem(doc: &Value) -> String {
    let name = doc.as_str().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_suffix(".txt").unwrap_or(name).to_owned()
}

fn tables(judged: &[Judged]) -> String {
    let count = judged.len().max(1) as f64;
    let flag = |right: bool| f64::from(u8::from(right));
    let mean = |of: &[&Judged], value: &dyn Fn(&Judged) -> f64| {
        of.iter().map(|one| value(one)).sum::<f64>() / of.len().max(1) as f64
    };
    let mut rows = "| score | number | mean score | right |\n| --- | ---: | ---: | ---: |\n".to_owned();
    let mut error = 0.0;
    for bin in 0..10_u8 {
        let inside: Vec<&Judged> =
            judged.iter().filter(|one| (one.score * 10.0).floor().min(9.0) == f64::from(bin)).collect();
        if inside.is_empty() {
            continue;
        }
        let (score, right) = (mean(&inside, &|one| one.score), mean(&inside, &|one| flag(one.right)));
        error += (score - right).abs() * inside.len() as f64 / count;
        let (from, to) = (f64::from(bin) / 10.0, f64::from(bin + 1) / 10.0);
        let _ = writeln!(rows, "| {from:.1}–{to:.1} | {} | {score:.3} | {right:.3} |", inside.len());
    }
    let all: Vec<&Judged> = judged.iter().collect();
    let brier = mean(&all, &|one| (one.score - flag(one.right)).powi(2));
    let mut best = all.clone();
    best.sort_by(|a, b| b.score.total_cmp(&a.score));
    best.truncate(1000);
    let top = mean(&best, &|one| flag(one.right));
    let mut out = format!(
        "ECE {error:.4}, Brier {brier:.4}; of the {} with the highest scores {:.1} % are right.\n\n{rows}\n",
        best.len(),
        100.0 * top
    );
    for (heading, key) in [("type of cue", 0), ("mode", 1)] {
        let _ = writeln!(out, "| {heading} | number | mean score | right |\n| --- | ---: | ---: | ---: |");
        let mut kinds: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
        for one in judged {
            kinds.entry(if key == 0 { &one.cue } else { &one.mode }).or_default().push(one);
        }
        for (kind, of) in kinds {
            let (score, right) = (mean(&of, &|one| one.score), mean(&of, &|one| flag(one.right)));
            let _ = writeln!(out, "| {kind} | {} | {score:.3} | {right:.3} |", of.len());
        }
        out.push('\n');
    }
    out
}
