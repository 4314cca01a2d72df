//! `standpoint add`

use clap::Args;
use standpoint_app::intake::Place;
use standpoint_app::ledger::Ledger;
use standpoint_app::reading::{CompiledCodebook, general_codebook};
use standpoint_app::{AddOptions, Addition, add, bring_up_to_date, put_in_force};

use super::context::Context;
use super::judge::JudgeArgs;
use super::places::{Places, tell};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Add documents to the ledger and read them
///
/// What is in the ledger already is not added again; another text at the same place becomes a new version.
/// If it is interrupted, the same command finishes the work.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    judge: JudgeArgs,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &AddArgs) -> Result<Status, Failure> {
    let places = args.places.parse();
    let (_, addition) = add_to_ledger(ui, context, &args.places, &args.judge, &places)?;
    ui.status(&summary(&addition));
    Ok(tell(ui, &addition.problems))
}

/// Opens the ledger, puts the codebook in force and adds what was named.
pub(super) fn add_to_ledger(
    ui: &Ui,
    context: &Context,
    args: &Places,
    judge: &JudgeArgs,
    places: &[Place],
) -> Result<(Ledger, Addition), Failure> {
    let file = context.codebook(args.codebook.as_deref(), places)?;
    let mut ledger = context.open_ledger()?;
    let judge = judge.beside(&args.reader)?;
    if let Some(file) = &file {
        put_in_force(&mut ledger, &file.codebook, &file.source, judge.as_deref(), &ui.progress("Coding"))?;
    }
    bring_up_to_date(&mut ledger, judge.as_deref(), &ui.progress("Coding"))?;
    let general = ledger.codebook()?.is_none();
    if general {
        put_in_force(&mut ledger, &general_codebook(), "", judge.as_deref(), &ui.progress("Coding"))?;
    }
    let compiled = ledger.codebook()?.as_ref().map(CompiledCodebook::new);
    let reader = args.reader.load()?;
    let options = AddOptions {
        intake: &context.intake(),
        reader: reader.as_ref(),
        judge: judge.as_deref(),
        codebook: compiled.as_ref(),
        now: context.now(),
        progress: &ui.progress("Reading"),
    };
    let addition = add(&mut ledger, places, &options)?;
    if general && addition.new > 0 {
        ui.status(
            "no codebook: used the built-in one (general issues, countries as parties, no positions); name \
             yours with --codebook",
        );
    }
    Ok((ledger, addition))
}

/// One line on what came of adding.
pub(super) fn summary(addition: &Addition) -> String {
    let documents = |n: usize| format!("{n} {}", if n == 1 { "document" } else { "documents" });
    let mut parts =
        vec![format!("{} added with {} statements", documents(addition.new), addition.statements)];
    if addition.versions > 0 {
        parts.push(format!("{} in a new version", documents(addition.versions)));
    }
    if addition.elsewhere > 0 {
        parts.push(format!("{} known from another place", documents(addition.elsewhere)));
    }
    if addition.unchanged > 0 {
        parts.push(format!("{} known and unchanged", documents(addition.unchanged)));
    }
    parts.join(", ")
}
