//! What the listing commands share: how much to show, in which form, and the line that counts.

use std::io::Write;

use clap::Args;
use serde::Serialize;

use crate::failure::Failure;
use crate::ui::Ui;

/// Rows that a table shows unless told otherwise.
const ROWS: usize = 50;

/// How much to show, in which form.
#[derive(Debug, Args)]
pub(crate) struct Listing {
    /// One JSON object a line, for programs; all rows unless --limit is given
    #[arg(long)]
    pub(crate) json: bool,
    /// At most N rows [default: 50 in a table]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,
    /// Leave out the first N rows
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// All rows
    #[arg(long)]
    pub(crate) all: bool,
}

impl Listing {
    /// At most so many rows.
    pub(crate) fn limit(&self) -> Option<usize> {
        match self.limit {
            None if self.json || self.all => None,
            None => Some(ROWS),
            limit => limit,
        }
    }

    /// Says below a table how much of the whole it shows.
    pub(crate) fn count(&self, ui: &Ui, shown: usize, total: usize, what: [&str; 2]) {
        let name = what[usize::from(total != 1)];
        if shown == total {
            ui.status(&format!("{total} {name}"));
        } else {
            let first = self.offset.min(total) + 1;
            let last = self.offset.min(total) + shown;
            ui.status(&format!(
                "{first} to {last} of {total} {name}; --all shows all, --limit and --offset a part"
            ));
        }
    }
}

/// Prints one JSON object a line.
pub(crate) fn json_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
