//! `standpoint search`

use std::io::Write;

use clap::Args;
use standpoint_app::outside::HitLine;
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Search the words of all documents
///
/// Finds documents that have all the words, best first, with the place marked. "an exact phrase" in quotation
/// marks, pre* for beginnings, -word for what must not be there: standpoint search 'lighthouse -ferry "coast guard"'. Case and
/// accents do not matter.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// What to search for
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    listing: Listing,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &SearchArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let words = args.words.join(" ");
    let page = ledger.search(&words, args.listing.limit().unwrap_or(usize::MAX), args.listing.offset)?;
    let mut out = ui.out();
    if args.listing.json {
        for hit in page.rows {
            json_line(&mut out, &HitLine::from(hit))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    let rows: Vec<_> = page.rows.into_iter().map(standpoint_app::table::hit).collect();
    out.write_all(terminal::search(&rows, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, rows.len(), page.total, ["document", "documents"]);
    Ok(Status::Done)
}
