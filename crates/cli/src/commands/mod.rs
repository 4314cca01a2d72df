//! One file for each command: its arguments, whose doc comments are the help, and what it does.

pub(crate) mod actors;
pub(crate) mod add;
pub(crate) mod agreement;
pub(crate) mod brief;
pub(crate) mod check_ledger;
pub(crate) mod codebook;
pub(crate) mod completions;
pub(crate) mod correct;
pub(crate) mod corrections;
pub(crate) mod deals;
pub(crate) mod documents;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod network;
pub(crate) mod positions;
pub(crate) mod quotes;
pub(crate) mod read;
pub(crate) mod reread;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod statements;
pub(crate) mod stories;

mod coder;
mod context;
mod judge;
mod listing;
mod places;
mod reader;

use crate::arguments::{Arguments, Command};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

use context::Context;

/// Runs the command that was asked for.
pub(crate) fn run(ui: &mut Ui, arguments: Arguments) -> Result<Status, Failure> {
    if let Command::Completions(args) = &arguments.command {
        return completions::run(ui, args);
    }
    let context = Context::new(&arguments.global)?;
    match arguments.command {
        Command::Brief(args) => brief::run(ui, &context, &args),
        Command::Add(args) => add::run(ui, &context, &args),
        Command::Read(args) => read::run(ui, &context, &args),
        Command::Statements(args) => statements::run(ui, &context, &args),
        Command::Positions(args) => positions::run(ui, &context, &args),
        Command::Actors(args) => actors::run(ui, &context, &args),
        Command::Documents(args) => documents::run(ui, &context, &args),
        Command::Deals(args) => deals::run(ui, &context, &args),
        Command::Search(args) => search::run(ui, &context, &args),
        Command::Stories(args) => stories::run(ui, &context, &args),
        Command::Quotes(args) => quotes::run(ui, &context, &args),
        Command::Network(args) => network::run(ui, &context, &args),
        Command::Import(args) => import::run(ui, &context, &args),
        Command::Reread(args) => reread::run(ui, &context, &args),
        Command::Review(args) => review::run(ui, &context, &args),
        Command::Confirm(args) => correct::confirm(ui, &context, &args),
        Command::Correct(args) => correct::run(ui, &context, &args),
        Command::Reject(args) => correct::reject(ui, &context, &args),
        Command::Undo(args) => correct::undo(ui, &context, &args),
        Command::Corrections(args) => corrections::run(ui, &context, &args),
        Command::Agreement(args) => agreement::run(ui, &context, &args),
        Command::Export(args) => export::run(ui, &context, &args),
        Command::Codebook(args) => codebook::run(ui, &context, &args),
        Command::CheckLedger(args) => check_ledger::run(ui, &context, &args),
        Command::Completions(args) => completions::run(ui, &args),
    }
}
