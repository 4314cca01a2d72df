//! `standpoint stories`

use std::io::Write;

use clap::Args;
use standpoint_app::stories_outside;
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List events that several documents tell of, and which of these come from one source
///
/// Copies, excerpts and rewrites of one source are one origin and count once; "=" marks them. Below them stands what
/// they share that a common source explains. Two independent reports of one event are one story and two origins.
#[derive(Debug, Args)]
pub(crate) struct StoriesArgs {
    #[command(flatten)]
    listing: Listing,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &StoriesArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let (view, _) = standpoint_app::stories(&mut ledger)?;
    let total = view.stories.len();
    let first = args.listing.offset.min(total);
    let last = args.listing.limit().map_or(total, |limit| (first + limit).min(total));
    let shown = &view.stories[first..last];
    let mut out = ui.out();
    if args.listing.json {
        for story in shown {
            json_line(&mut out, &stories_outside::story(&view, story))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    out.write_all(terminal::stories(&view, shown, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, shown.len(), total, ["story", "stories"]);
    Ok(Status::Done)
}
