//! `standpoint actors`

use std::io::Write;

use clap::{Args, Subcommand};
use standpoint_app::ledger::{ActorFilter, ActorOrder, DocumentFilter, Ledger, Ruling, Versions};
use standpoint_app::outside::ActorLine;
use standpoint_app::{RulingLine, rule};
use standpoint_brief::terminal;
use standpoint_terms::{ActorKind, DocumentId};

use super::coder::Coder;
use super::context::Context;
use super::correct::KindArg;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List who speaks: persons and bodies, with their titles and party
///
/// Sources without a name ("a senior official") are listed with --unnamed; two of them are never taken for
/// the same person.
///
/// `actors merge` and `actors split` say who is the same as whom; that stands, whatever is read later.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ActorsArgs {
    #[command(subcommand)]
    action: Option<Action>,
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

#[derive(Debug, Subcommand)]
enum Action {
    /// Say that two names are one actor
    Merge {
        /// The name that goes
        name: String,
        /// The name that stays
        into: String,
        /// What they are
        #[arg(long, value_name = "KIND", default_value = "person")]
        kind: KindArg,
        #[command(flatten)]
        coder: Coder,
        /// The ruling as one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Say that somebody in one document is not the one of that name elsewhere
    Split {
        /// The name there
        name: String,
        /// The document: its name, or the first digits of its identity
        #[arg(long, value_name = "DOCUMENT")]
        doc: String,
        /// Another name to tell them apart
        #[arg(long, value_name = "NAME")]
        called: Option<String>,
        /// What it is
        #[arg(long, value_name = "KIND", default_value = "person")]
        kind: KindArg,
        #[command(flatten)]
        coder: Coder,
        /// The ruling as one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Take a ruling about actors back
    Undo {
        /// Its number, as `standpoint corrections` lists it
        number: i64,
        #[command(flatten)]
        coder: Coder,
        /// The ruling as one JSON object
        #[arg(long)]
        json: bool,
    },
}

/// Writes a ruling about actors.
fn say(ui: &Ui, context: &Context, action: &Action) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let (ruling, coder, json) = match action {
        Action::Merge { name, into, kind, coder, json } => {
            let ruling = Ruling::Merge { name: name.clone(), kind: (*kind).into(), into: into.clone() };
            (ruling, coder, *json)
        }
        Action::Split { name, doc, called, kind, coder, json } => {
            let document = document(&ledger, doc)?;
            let (name, called, kind) = (name.clone(), called.clone(), (*kind).into());
            (Ruling::Split { name, kind, document, called }, coder, *json)
        }
        Action::Undo { number, coder, json } => (Ruling::Undo { number: *number }, coder, *json),
    };
    let (_, affected) = ledger.entries_under(&ruling)?;
    if affected.is_empty() && !matches!(ruling, Ruling::Undo { .. }) {
        return Err(Failure::new(
            "no document has an actor of that name and kind to which this would make a difference",
        )
        .hint("`standpoint actors --name NAME` lists actors with their kinds"));
    }
    let (number, documents) = rule(&mut ledger, &ruling, &coder.signature(context))?;
    if json {
        let written = ledger.actor_rulings()?.into_iter().find(|ruling| ruling.number == number);
        let mut out = ui.out();
        if let Some(written) = written {
            json_line(&mut out, &RulingLine::from(written))?;
        }
        out.flush()?;
    }
    ui.status(&format!(
        "ruling {number}; {documents} {}",
        if documents == 1 { "document changed" } else { "documents changed" }
    ));
    Ok(Status::Done)
}

/// The document of that name, or whose identity begins so.
fn document(ledger: &Ledger, written: &str) -> Result<DocumentId, Failure> {
    let all =
        ledger.documents(&DocumentFilter { versions: Versions::All, ..DocumentFilter::default() })?.rows;
    let mut found = all.iter().filter(|row| row.name == written || row.id.as_str().starts_with(written));
    match (found.next(), found.next()) {
        (Some(row), None) => Ok(row.id.clone()),
        (None, _) => Err(Failure::new(format!("no document is called {written:?}"))
            .hint("`standpoint documents --json` gives names and identities")),
        (Some(_), Some(_)) => Err(Failure::new(format!("several documents are called {written:?}"))
            .hint("give the first digits of the identity: `standpoint documents --json` has it")),
    }
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &ActorsArgs) -> Result<Status, Failure> {
    if let Some(action) = &args.action {
        return say(ui, context, action);
    }
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
