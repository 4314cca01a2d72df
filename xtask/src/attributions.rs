//! Attributions on PolNeAR dev, by the project's scorer.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use standpoint_app::intake::{Options, Place};
use standpoint_app::{ReaderChoice, load_reader};
use standpoint_app::{Silent, read};
use standpoint_reading::Reader;

use crate::report;
use crate::shared::{scorer, shared};

pub(crate) fn run() -> Result<(), String> {
    let gold = shared("data/polnear/dev/gold.jsonl")?;
    let text = shared("data/polnear/dev/text")?;
    let body = tables(&text, &|predicted| {
        scorer("eval/score_attributions.py", &[&gold, predicted, Path::new("--details")])
    })?;
    report::keep("attributions", "Attributions on PolNeAR dev", "cargo xtask score attributions", &body)
}

/// Has each reader that comes with the program read the texts, and gives their tables.
pub(crate) fn tables(text: &Path, score: &dyn Fn(&Path) -> Result<String, String>) -> Result<String, String> {
    let mut body = String::new();
    for choice in [ReaderChoice::Full, ReaderChoice::Fast, ReaderChoice::Rules] {
        let reader = load_reader(&choice).map_err(|error| error.to_string())?;
        let predicted = predict(text, reader.as_ref())?;
        let table = score(predicted.path())?;
        let _ = write!(body, "Reader: {}.\n\n```text\n{}\n```\n\n", reader.identity(), table.trim_end());
    }
    Ok(body)
}

/// Reads a folder or file and keeps what `standpoint read` would print.
pub(crate) fn predict(text: &Path, reader: &dyn Reader) -> Result<Predicted, String> {
    let path = std::env::temp_dir().join(format!("standpoint-score-{}.jsonl", std::process::id()));
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    let mut out = BufWriter::new(File::create(&path).map_err(failed)?);
    let places = [Place::Path(text.to_owned())];
    let mut fault = Ok(());
    let problems = read(&places, &Options::default(), reader, None, &Silent, |record| {
        let line = serde_json::to_string(&record).expect("a record is plain data");
        if fault.is_ok() {
            fault = writeln!(out, "{line}");
        }
        Ok(())
    })
    .map_err(|error| error.to_string())?;
    fault.and_then(|()| out.flush()).map_err(failed)?;
    match problems.first() {
        Some(problem) => Err(problem.to_string()),
        None => Ok(Predicted(path)),
    }
}

/// A file of predictions, removed when it is no longer needed.
pub(crate) struct Predicted(std::path::PathBuf);

impl Predicted {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Predicted {
    fn drop(&mut self) {
        // It lies in the system's folder for temporary files; what stays there does no harm.
        let _ = std::fs::remove_file(&self.0);
    }
}
