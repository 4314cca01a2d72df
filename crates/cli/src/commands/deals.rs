//! `standpoint deals`

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use standpoint_app::{
    DealOptions, Deals, deals_of_model, deals_of_record, load_codebook, put_in_force, write_deals_page,
};
use standpoint_brief::terminal;

use super::context::Context;
use super::judge::JudgeArgs;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Tell what deals every party could still accept, and what stands in the way
///
/// From a model that an analyst wrote (TOML or JSON; docs/deals.md teaches it), or, without a model, from the
/// positions in the ledger: which proposals each party accepts, how many packages cross no red line, which of them
/// stand out, which concessions open a deal where there is none, and what to find out first.
#[derive(Debug, Args)]
pub(crate) struct DealsArgs {
    /// A model file; without one, the positions in the ledger are looked at
    model: Option<PathBuf>,
    /// Put this codebook in force first; not with a model
    #[arg(long, value_name = "FILE", conflicts_with = "model")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    judge: JudgeArgs,
    /// Where probabilities have to be drawn at random: the seed of the draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// List all packages where there are at most so many
    #[arg(long, value_name = "N", default_value_t = 24)]
    list: usize,
    /// Write a page too: one self-contained HTML file
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One JSON object, for programs
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: &DealsArgs) -> Result<Status, Failure> {
    let options = DealOptions { seed: args.seed, list: args.list.min(10_000), ..DealOptions::default() };
    let deals: Deals = match &args.model {
        Some(path) => deals_of_model(path, &options)?,
        None => {
            let mut ledger = context.open_existing()?;
            if let Some(path) = &args.codebook {
                let judge = args.judge.as_before(&ledger)?;
                let file = load_codebook(path)?;
                put_in_force(
                    &mut ledger,
                    &file.codebook,
                    &file.source,
                    judge.as_deref(),
                    &ui.progress("Coding"),
                )?;
            }
            deals_of_record(&ledger, &options)?
        }
    };
    let mut out = ui.out();
    if args.json {
        json_line(&mut out, &deals.outside())?;
    } else {
        out.write_all(terminal::deals(&deals.page(), ui.terminal()).as_bytes())?;
    }
    out.flush()?;
    if let Some(path) = &args.out {
        write_deals_page(&deals.page(), path)?;
        ui.status(&format!("the page is {}", path.display()));
    }
    Ok(Status::Done)
}
