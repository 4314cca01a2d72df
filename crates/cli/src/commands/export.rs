//! `standpoint export`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use standpoint_app::{AppError, gold};

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Write reviewed statements as gold, to measure readers against
///
/// One JSON object a line for each statement that somebody confirmed or corrected; offsets count code points.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &ExportArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let mut count = 0;
    let failed = |error| AppError::file("write", &args.gold, error);
    let mut out: Box<dyn Write> = match args.gold.to_str() {
        Some("-") => Box::new(ui.out()),
        _ => Box::new(BufWriter::new(File::create(&args.gold).map_err(failed)?)),
    };
    let partly = gold(&ledger, |line| {
        count += 1;
        json_line(&mut out, &line).map_err(|failure| AppError::user(failure.message))
    })?;
    out.flush().map_err(failed)?;
    ui.status(&format!("{count} {} written", if count == 1 { "statement" } else { "statements" }));
    if partly > 0 {
        ui.warning(&format!(
            "{partly} of the documents {} statements that nobody reviewed",
            if partly == 1 { "has" } else { "have" }
        ));
        ui.hint(
            "scored against them, a reader's other finds count as wrong: review these documents to the end",
        );
    }
    Ok(Status::Done)
}
