//! `standpoint documents`

use std::io::Write;

use clap::Args;
use standpoint_app::ledger::{DocumentFilter, Versions};
use standpoint_app::outside::DocumentLine;
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::{Listing, json_line};
use super::statements::Period;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List the documents in the ledger
///
/// Title, outlet, date and how much was found in each. What is not known is left empty; nothing is guessed.
#[derive(Debug, Args)]
pub(crate) struct DocumentsArgs {
    /// With this in their name
    #[arg(long, value_name = "NAME")]
    doc: Option<String>,
    /// Of this outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Earlier versions too, that a newer text at the same place has replaced
    #[arg(long)]
    versions: bool,
    #[command(flatten)]
    period: Period,
    #[command(flatten)]
    listing: Listing,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &DocumentsArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let filter = DocumentFilter {
        name: args.doc.clone(),
        outlet: args.outlet.clone(),
        published_from: args.period.from,
        published_to: args.period.to,
        versions: if args.versions { Versions::All } else { Versions::Current },
        order: args.period.order(),
        limit: args.listing.limit(),
        offset: args.listing.offset,
    };
    let page = ledger.documents(&filter)?;
    let mut out = ui.out();
    if args.listing.json {
        for row in page.rows {
            json_line(&mut out, &DocumentLine::from(row))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    let rows: Vec<_> = page.rows.into_iter().map(standpoint_app::table::document).collect();
    out.write_all(terminal::documents(&rows, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, rows.len(), page.total, ["document", "documents"]);
    Ok(Status::Done)
}
