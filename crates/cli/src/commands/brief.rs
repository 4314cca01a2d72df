//! `standpoint brief`

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use standpoint_app::{table, write_page};
use standpoint_brief::terminal;

use super::add::{add_to_ledger, summary};
use super::context::Context;
use super::judge::JudgeArgs;
use super::places::{Places, tell};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Add documents, print a brief and write it as a page: the main job
///
/// Reads files, folders and addresses into the ledger, prints who takes part and who said what on what, and
/// writes brief.html: one self-contained page in which every quotation opens its place in its document. The
/// brief covers the whole ledger, or its latest documents where it holds thousands.
#[derive(Debug, Args)]
pub(crate) struct BriefArgs {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    judge: JudgeArgs,
    /// Where to write the page
    #[arg(long, short, value_name = "FILE", default_value = "brief.html")]
    out: PathBuf,
    /// Look at the latest N documents only; 0 for all. The page has some 17 kilobytes for each
    #[arg(long, value_name = "N", default_value_t = 3000)]
    latest: usize,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &BriefArgs) -> Result<Status, Failure> {
    let places = args.places.parse();
    let (mut ledger, addition) = add_to_ledger(ui, context, &args.places, &args.judge, &places)?;
    let unread = addition.problems.iter().map(table::unread).collect();
    let brief = standpoint_app::brief(&mut ledger, (args.latest > 0).then_some(args.latest), unread)?;
    write_page(&brief, &args.out)?;
    let mut out = ui.out();
    out.write_all(terminal::brief(&brief, ui.terminal()).as_bytes())?;
    out.flush()?;
    ui.status(&summary(&addition));
    ui.status(&format!(
        "the page is {}; the ledger is {}",
        args.out.display(),
        context.ledger_path().display()
    ));
    Ok(tell(ui, &addition.problems))
}
