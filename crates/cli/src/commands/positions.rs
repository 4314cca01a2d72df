//! `standpoint positions`

use std::io::Write;

use clap::Args;
use standpoint_app::cells;
use standpoint_app::ledger::PositionFilter;
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List where each party stands on each proposition, in whose words
///
/// One row for each party and proposition on which something was said: by its own side, or by others of it. A
/// party that is silent on a proposition has no row. --json gives every statement behind each row.
#[derive(Debug, Args)]
pub(crate) struct PositionsArgs {
    /// On this proposition (its id in the codebook)
    #[arg(long, value_name = "ID")]
    proposition: Option<String>,
    /// Of this party (its id in the codebook)
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    /// One JSON object a line, for programs, with all evidence
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &PositionsArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let filter = PositionFilter { proposition: args.proposition.clone(), holder: args.party.clone() };
    let cells = cells(&ledger, &filter)?;
    let mut out = ui.out();
    if args.json {
        for cell in &cells {
            json_line(&mut out, cell)?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    let rows: Vec<_> = cells.iter().map(standpoint_app::table::position).collect();
    out.write_all(terminal::positions(&rows, ui.terminal()).as_bytes())?;
    out.flush()?;
    ui.status(&format!("{} {}", rows.len(), if rows.len() == 1 { "position" } else { "positions" }));
    Ok(Status::Done)
}
