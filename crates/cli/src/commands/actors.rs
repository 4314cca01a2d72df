//! `standpoint actors`

use std::io::Write;

use clap::Args;
use standpoint_app::ledger::{ActorFilter, ActorOrder};
use standpoint_app::outside::ActorLine;
use standpoint_brief::terminal;
use standpoint_terms::ActorKind;

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List who speaks: persons and bodies, with their titles and party
///
/// Sources without a name ("a senior official") are listed with --unnamed; two of them are never taken for
/// the same person.
#[derive(Debug, Args)]
pub(crate) struct ActorsArgs {
    /// With this in their name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who speaks for this party (its id in the codebook)
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    /// Descriptions of sources without a name
    #[arg(long)]
    unnamed: bool,
    /// By name, not by how much they say
    #[arg(long)]
    by_name: bool,
    #[command(flatten)]
    listing: Listing,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &ActorsArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let page = ledger.actors(&ActorFilter {
        name: args.name.clone(),
        party: args.party.clone(),
        kind: args.unnamed.then_some(ActorKind::Unnamed),
        order: if args.by_name { ActorOrder::Name } else { ActorOrder::Statements },
        limit: args.listing.limit(),
        offset: args.listing.offset,
    })?;
    let mut out = ui.out();
    if args.listing.json {
        for row in page.rows {
            json_line(&mut out, &ActorLine::from(row))?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    let rows: Vec<_> = page.rows.into_iter().map(standpoint_app::table::actor).collect();
    out.write_all(terminal::actors(&rows, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, rows.len(), page.total, ["actor", "actors"]);
    Ok(Status::Done)
}
