//! The twenty paragraphs: attributions, speakers, and what the reader gets wrong.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use standpoint_app::{ReaderChoice, load_reader};

use crate::attributions::tables;
use crate::report;
use crate::shared::{root, scorer};
use crate::statements::{paragraphs, score};

pub(crate) fn run() -> Result<(), String> {
    let gold = root().join("examples/gold/paragraphs");
    let attributions = gold.join("attributions.jsonl");
    let texts = gold.join("text");
    let mut body = tables(&texts, &|predicted| {
        scorer("eval/score_attributions.py", &[&attributions, predicted, Path::new("--text"), &texts])
    })?;
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let dump = std::env::temp_dir().join(format!("standpoint-dump-{}.jsonl", std::process::id()));
    let table = score(&paragraphs(), reader.as_ref(), None, &[Path::new("--dump"), &dump])?;
    let kept: Vec<&str> = table.lines().filter(|line| wanted(line)).collect();
    let _ = write!(
        body,
        "Statements, {}; issues, acts and parties are not marked.\n\n```text\n{}\n```\n\n",
        reader.identity(),
        kept.join("\n")
    );
    let lines = std::fs::read_to_string(&dump).map_err(|error| format!("{}: {error}", dump.display()))?;
    // It lies in the system's folder for temporary files; what stays there does no harm.
    let _ = std::fs::remove_file(&dump);
    body += &mistakes(&lines);
    report::keep(
        "paragraphs",
        "Twenty paragraphs on invented disputes, marked before any reader saw them",
        "cargo xtask score paragraphs",
        &body,
    )
}

/// Rows of the scorer's table that mean something without a codebook.
fn wanted(line: &str) -> bool {
    ["statements", "speaker ", "  people only", "mode"].iter().any(|row| line.starts_with(row))
        || line.contains("gold lines")
        || line.contains(" share ")
}

/// Every gold line that was missed, or found with another speaker or mode, and what is not in the gold.
fn mistakes(dump: &str) -> String {
    let mut out = String::from("## What it gets wrong\n\n");
    for line in dump.lines() {
        let Ok(record) = serde_json::from_str::<Value>(line) else { continue };
        let words = |side: &str, field: &str| {
            let words = record[side][field].as_str().unwrap_or("nobody");
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let told = match record["what"].as_str().unwrap_or_default() {
            "missed" => format!("missed: {}: {}", words("gold", "speaker"), words("gold", "content")),
            "spurious" => format!("not marked: {}: {}", words("pred", "speaker"), words("pred", "content")),
            _ => {
                let differs = |field: &str| {
                    let wrong =
                        record["wrong"].as_array().is_some_and(|all| all.iter().any(|one| one == field));
                    wrong.then(|| format!("{} for {}", words("pred", field), words("gold", field)))
                };
                let both: Vec<String> = ["speaker", "mode"].into_iter().filter_map(differs).collect();
                if both.is_empty() {
                    continue;
                }
                format!("{}: {}", both.join(", "), words("gold", "content"))
            }
        };
        let document = record["doc"].as_str().unwrap_or_default().trim_end_matches(".txt");
        let _ = writeln!(out, "- {document}: {told}");
    }
    out
}
