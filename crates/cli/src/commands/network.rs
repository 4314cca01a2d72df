//! `standpoint network`

use std::io::Write;

use clap::{Args, ValueEnum};
use standpoint_app::network::{Duplicates, Normalisation};
use standpoint_app::{Hands, NetworkOptions, network, network_view};
use standpoint_brief::terminal;

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List who agrees with whom: pairs of parties by agreement and conflict
///
/// As discourse network analysis defines it: for each proposition on which both stand, pairs of their positions
/// count as agreement where the stances are the same and as conflict where they are opposite; a condition lies half
/// way. docs/network.md has the formulas.
#[derive(Debug, Args)]
pub(crate) struct NetworkArgs {
    /// By what ties are divided
    #[arg(long, value_name = "HOW", default_value = "average")]
    normalisation: By,
    /// Count the same stance of a party on a proposition once a document, or once at all
    #[arg(long, value_name = "WHEN", default_value = "never")]
    once: Once,
    /// What others say of a party counts too
    #[arg(long)]
    second_hand: bool,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// By what ties are divided.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// By nothing
    None,
    /// By the mean number of positions of the two
    Average,
    /// By what either says alone and what both say
    Jaccard,
    /// By the product of the numbers of positions of the two
    Cosine,
}

/// When a repeated stance counts once.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Once {
    /// Every statement counts
    Never,
    /// Once a document
    Document,
    /// Once at all
    Ever,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &NetworkArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let options = NetworkOptions {
        normalisation: match args.normalisation {
            By::None => Normalisation::None,
            By::Average => Normalisation::Average,
            By::Jaccard => Normalisation::Jaccard,
            By::Cosine => Normalisation::Cosine,
        },
        duplicates: match args.once {
            Once::Never => Duplicates::All,
            Once::Document => Duplicates::OncePerDocument,
            Once::Ever => Duplicates::Once,
        },
        hands: if args.second_hand { Hands::Both } else { Hands::First },
    };
    let mut out = ui.out();
    if args.json {
        for tie in network(&ledger, options)? {
            json_line(&mut out, &tie)?;
        }
        out.flush()?;
        return Ok(Status::Done);
    }
    let view = network_view(&ledger, options)?;
    out.write_all(terminal::network(&view, ui.terminal()).as_bytes())?;
    out.flush()?;
    ui.status(&format!("{} {}", view.ties.len(), if view.ties.len() == 1 { "pair" } else { "pairs" }));
    Ok(Status::Done)
}
