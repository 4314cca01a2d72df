//! Statements on the seed articles, the example coverage and the paragraphs, by the gold of each.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use standpoint_app::intake::{Options, Place};
use standpoint_app::ledger::{Ledger, StatementFilter};
use standpoint_app::outside::StatementLine;
use standpoint_app::reading::{CompiledCodebook, Judge, Reader};
use standpoint_app::{AddOptions, ReaderChoice, Silent, add, load_codebook, load_reader};

use crate::judging::{by, judges};
use crate::report;
use crate::shared::{root, scorer, shared};

/// Texts with gold statements.
pub(crate) struct Marked {
    pub(crate) name: &'static str,
    pub(crate) heading: &'static str,
    /// What is read.
    pub(crate) coverage: PathBuf,
    /// The gold, and the texts into which its offsets count.
    pub(crate) gold: PathBuf,
    pub(crate) texts: PathBuf,
    /// From the repository's root; without one only speakers and modes are compared.
    pub(crate) codebook: Option<&'static str>,
}

/// The seed articles; absent where the corpora are.
pub(crate) fn seeds() -> Result<Marked, String> {
    Ok(Marked {
        name: "seeds",
        heading: "Seed articles",
        coverage: shared("seeds")?,
        gold: shared("eval/gold")?,
        texts: shared("seeds")?,
        codebook: Some("codebooks/ukraine-2025.toml"),
    })
}

/// The example coverage.
pub(crate) fn example() -> Marked {
    let gold = root().join("examples/gold/sarne");
    Marked {
        name: "sarne",
        heading: "Example coverage",
        coverage: root().join("examples/sarne"),
        texts: gold.join("text"),
        gold: gold.join("statements.jsonl"),
        codebook: Some("examples/sarne/codebook.toml"),
    }
}

/// The twenty paragraphs.
pub(crate) fn paragraphs() -> Marked {
    let gold = root().join("examples/gold/paragraphs");
    Marked {
        name: "paragraphs",
        heading: "Twenty paragraphs",
        coverage: gold.join("text"),
        texts: gold.join("text"),
        gold: gold.join("statements.jsonl"),
        codebook: None,
    }
}

/// Measures the reader's statements by rules alone, and with the judge beside them; with the judge of a folder the table
/// is only printed.
pub(crate) fn run(folder: Option<&Path>) -> Result<(), String> {
    let judges = judges(folder)?;
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let mut body = format!("Reader: {}.\n", reader.identity());
    for marked in [seeds()?, example()] {
        for judge in &judges {
            // Each gold line with what was found of it, for study.
            let dump = std::env::temp_dir().join(format!("standpoint-{}.jsonl", marked.name));
            let table = score(&marked, reader.as_ref(), judge.as_deref(), &[Path::new("--dump"), &dump])?;
            let codebook = marked.codebook.unwrap_or("none");
            let _ = write!(
                body,
                "\n## {}, {}\n\nCodebook: {codebook}.\n\n```text\n{}\n```\n",
                marked.heading,
                by(judge),
                table.trim_end()
            );
        }
    }
    if folder.is_some() {
        report::show("Statements", &body);
        return Ok(());
    }
    report::keep(
        "statements",
        "Statements on seed articles and example coverage",
        "cargo xtask score statements",
        &body,
    )
}

/// What the scorer says of a reader's statements on texts with gold.
pub(crate) fn score(
    marked: &Marked,
    reader: &dyn Reader,
    judge: Option<&dyn Judge>,
    options: &[&Path],
) -> Result<String, String> {
    let codebook = match marked.codebook {
        Some(path) => load_codebook(&root().join(path)).map_err(|error| error.to_string())?.codebook,
        None => Default::default(),
    };
    let mut ledger = Ledger::open_in_memory().map_err(|error| error.to_string())?;
    let add_options = AddOptions {
        intake: &Options::default(),
        reader,
        judge,
        codebook: Some(&CompiledCodebook::new(&codebook)),
        // The score does not depend on the time; a fixed one keeps the run repeatable.
        now: "2026-01-01".parse().expect("a date"),
        progress: &Silent,
    };
    add(&mut ledger, &[Place::Path(marked.coverage.clone())], &add_options)
        .map_err(|error| error.to_string())?;
    let path = std::env::temp_dir().join(format!("standpoint-statements-{}.jsonl", std::process::id()));
    keep(&ledger, &path)?;
    let mut arguments = vec![marked.gold.as_path(), &path, Path::new("--texts"), &marked.texts];
    arguments.extend(options);
    let table = scorer("eval/score_statements.py", &arguments);
    // It lies in the system's folder for temporary files; what stays there does no harm.
    let _ = std::fs::remove_file(&path);
    table
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
