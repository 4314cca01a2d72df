//! `standpoint check-ledger`

use std::io::Write;

use clap::Args;

use super::context::Context;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Verify that each stored quotation still stands in its document
///
/// Compares every statement and source with the words at its place, every text with its hash, and checks
/// the database file itself. Exit status 1 if something is wrong.
#[derive(Debug, Args)]
pub(crate) struct CheckLedgerArgs {}

pub(crate) fn run(ui: &Ui, context: &Context, _: &CheckLedgerArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let mut found = Vec::new();
    let verified = ledger.verify(&mut |checked| {
        for problem in checked.problems {
            let place = problem.statement.map_or(String::new(), |at| format!(", statement {}", at + 1));
            found.push(format!("{}{place}: {}", checked.name, problem.message));
        }
    })?;
    found.extend(verified.file.iter().cloned());
    let mut out = ui.out();
    for line in &found {
        writeln!(out, "{}", standpoint_brief::terminal::printable(line))?;
    }
    out.flush()?;
    if verified.is_sound() {
        ui.status(&format!(
            "{}: {} documents and {} statements checked, all as they should be",
            context.ledger_path().display(),
            verified.documents,
            verified.statements
        ));
        return Ok(Status::Done);
    }
    ui.warning(&format!("{} of {} documents' checks failed", found.len(), verified.documents));
    ui.hint("standpoint reread --all derives all statements again from the stored texts");
    Ok(Status::Findings)
}
