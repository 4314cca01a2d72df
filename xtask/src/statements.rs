//! Statements on the seed articles, by the gold beside them.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use standpoint_app::intake::{Options, Place};
use standpoint_app::ledger::{Ledger, StatementFilter};
use standpoint_app::outside::StatementLine;
use standpoint_app::reading::CompiledCodebook;
use standpoint_app::{AddOptions, ReaderChoice, Silent, add, load_codebook, load_reader};

use crate::report;
use crate::shared::{root, scorer, shared};

pub(crate) fn run() -> Result<(), String> {
    let gold = shared("eval/gold")?;
    let texts = shared("seeds")?;
    let file =
        load_codebook(&root().join("codebooks/ukraine-2025.toml")).map_err(|error| error.to_string())?;
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let mut ledger = Ledger::open_in_memory().map_err(|error| error.to_string())?;
    let options = AddOptions {
        intake: &Options::default(),
        reader: reader.as_ref(),
        codebook: Some(&CompiledCodebook::new(&file.codebook)),
        // The score does not depend on the time; a fixed one keeps the run repeatable.
        now: "2026-01-01".parse().expect("a date"),
        progress: &Silent,
    };
    add(&mut ledger, &[Place::Path(texts.clone())], &options).map_err(|error| error.to_string())?;
    let path = std::env::temp_dir().join(format!("standpoint-statements-{}.jsonl", std::process::id()));
    keep(&ledger, &path)?;
    let table = scorer("eval/score_statements.py", &[&gold, &path, Path::new("--texts"), &texts]);
    // It lies in the system's folder for temporary files; what stays there does no harm.
    let _ = std::fs::remove_file(&path);
    let body = format!(
        "Reader: {}. Codebook: codebooks/ukraine-2025.toml.\n\n```text\n{}\n```",
        reader.identity(),
        table?.trim_end()
    );
    report::keep("statements", "Statements on the seed articles", "cargo xtask score statements", &body)
}

/// Writes what `standpoint statements --json` would print.
fn keep(ledger: &Ledger, path: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    let mut lines = Vec::new();
    ledger
        .each_statement(&StatementFilter::default(), |row| {
            lines.push(StatementLine::from(row));
            Ok::<(), standpoint_app::ledger::Error>(())
        })
        .map_err(|error| error.to_string())?;
    for line in lines {
        let line = serde_json::to_string(&line).expect("a statement is plain data");
        writeln!(out, "{line}").map_err(failed)?;
    }
    out.flush().map_err(failed)
}
