//! Where documents come from, as arguments.

use std::path::PathBuf;

use clap::Args;
use standpoint_app::intake::{Place, Problem};

use super::reader::ReaderArgs;
use crate::failure::Status;
use crate::ui::Ui;

/// Where documents come from, and how they are taken in.
#[derive(Debug, Args)]
pub(crate) struct Places {
    /// Files, folders, http(s) addresses of pages or feeds, or - for standard input.
    ///
    /// Plain text, Markdown, HTML, RSS and Atom, JSON Lines, CSV, e-mail, WARC and PDF, also gzipped. A
    /// `metadata.csv` beside the files gives title, outlet, author and date to those that name none.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<String>,
    /// The codebook [default: codebook.toml in the first folder that has one]
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reader: ReaderArgs,
}

impl Places {
    pub(crate) fn parse(&self) -> Vec<Place> {
        self.paths.iter().map(|path| Place::parse(path)).collect()
    }
}

/// How many problems are told one by one.
const TOLD: usize = 50;

/// Tells of what could not be read, and gives the exit status that follows.
pub(crate) fn tell(ui: &Ui, problems: &[Problem]) -> Status {
    let (remarks, problems): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(|p| p.is_quiet());
    for remark in remarks {
        ui.status(&remark.to_string());
    }
    for problem in problems.iter().take(TOLD) {
        ui.warning(&format!("{}: {}", problem.name, problem.reason));
        ui.hint(&problem.hint);
    }
    match problems.len() {
        0 => return Status::Done,
        1 => ui.warning("1 file or record could not be read"),
        n if n > TOLD => {
            ui.warning(&format!("{n} files or records could not be read; the first {TOLD} are named"));
        }
        n => ui.warning(&format!("{n} files or records could not be read")),
    }
    Status::Incomplete
}
