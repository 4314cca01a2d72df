//! `standpoint read`

use std::io::Write;

use clap::Args;
use standpoint_app::reading::CompiledCodebook;

use super::context::Context;
use super::listing::json_line;
use super::places::{Places, tell};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Read documents without a ledger; one JSON object each on stdout
///
/// For programs and scorers. Offsets count Unicode code points: for a plain-text file into the file as it
/// stands, otherwise into "text", which is then included.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    places: Places,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &ReadArgs) -> Result<Status, Failure> {
    let places = args.places.parse();
    let codebook = context.codebook(args.places.codebook.as_deref(), &places)?;
    let compiled = codebook.as_ref().map(|file| CompiledCodebook::new(&file.codebook));
    let reader = args.places.reader.load()?;
    let mut out = ui.out();
    let mut failure = None;
    let problems = standpoint_app::read(
        &places,
        &context.intake(),
        reader.as_ref(),
        compiled.as_ref(),
        &ui.progress("Reading"),
        |record| {
            json_line(&mut out, &record).map_err(|stopped| {
                failure = Some(stopped);
                standpoint_app::AppError::user("the output cannot be written")
            })
        },
    );
    if let Some(failure) = failure {
        return Err(failure);
    }
    let problems = problems?;
    out.flush()?;
    Ok(tell(ui, &problems))
}
