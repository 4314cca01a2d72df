//! `standpoint quotes`

use std::io::Write;

use clap::Args;
use standpoint_app::stories_outside;
use standpoint_brief::stories::QuoteView;
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List what several documents say that somebody said, and what became of the words
///
/// Each utterance with its wordings over time and outlets, measured by its best witness: the earliest, then the
/// fullest. [-words-] stand in the witness alone, {+words+} in this document alone.
#[derive(Debug, Args)]
pub(crate) struct QuotesArgs {
    /// Only where a quotation was altered: changed inside its marks, given to somebody else, or cut without a mark
    #[arg(long)]
    altered: bool,
    /// Of speakers with this in their name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &QuotesArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let (view, documents) = standpoint_app::stories(&mut ledger)?;
    let speaker = args.speaker.as_ref().map(|name| name.to_lowercase());
    let asked = |quote: &&QuoteView| {
        let said_by = |name: &String| {
            let names = quote.wordings.iter().filter_map(|wording| wording.speaker.as_ref());
            names.into_iter().any(|speaker| speaker.to_lowercase().contains(name))
        };
        (!args.altered || quote.is_altered()) && speaker.as_ref().is_none_or(said_by)
    };
    let quotes: Vec<QuoteView> = view.quotes.iter().filter(asked).cloned().collect();
    let total = quotes.len();
    let first = args.listing.offset.min(total);
    let last = args.listing.limit().map_or(total, |limit| (first + limit).min(total));
    let shown = &quotes[first..last];
    let mut out = ui.out();
    if args.listing.json {
        for quote in shown {
            json_line(&mut out, &stories_outside::quote(&view, &documents, quote))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    out.write_all(terminal::quotes(&view, shown, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, shown.len(), total, ["utterance", "utterances"]);
    Ok(Status::Done)
}
