//! `standpoint reread`

use std::path::PathBuf;

use clap::Args;
use standpoint_app::{Reread, load_codebook, put_in_force, reread};

use super::context::Context;
use super::judge::JudgeArgs;
use super::reader::ReaderArgs;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Read the stored texts again, by the present reader
///
/// After an update of Standpoint, documents that an earlier reader has read are read anew. The texts stay as
/// they are; what is derived from them is replaced.
#[derive(Debug, Args)]
pub(crate) struct RereadArgs {
    /// All documents, not only those that another reader has read
    #[arg(long)]
    all: bool,
    /// Put this codebook in force first
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    #[command(flatten)]
    reader: ReaderArgs,
    #[command(flatten)]
    judge: JudgeArgs,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &RereadArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let judge = args.judge.beside(&args.reader)?;
    if let Some(path) = &args.codebook {
        let file = load_codebook(path)?;
        put_in_force(&mut ledger, &file.codebook, &file.source, judge.as_deref(), &ui.progress("Coding"))?;
    }
    let which = if args.all { Reread::All } else { Reread::Outdated };
    let reader = args.reader.load()?;
    let count = reread(&mut ledger, which, reader.as_ref(), judge.as_deref(), &ui.progress("Reading"))?;
    ui.status(&match count {
        0 => format!("nothing to do: all documents were read by {}", reader.identity()),
        1 => "1 document read again".to_owned(),
        n => format!("{n} documents read again"),
    });
    Ok(Status::Done)
}
