//! `standpoint codebook`

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use standpoint_app::{check_codebook, codebook_schema, draft_codebook};

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Check a codebook, draft one from a ledger, or print its schema
#[derive(Debug, Args)]
pub(crate) struct CodebookArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check a codebook: mistakes with their line, and what will hardly do what you mean
    Check {
        /// The TOML file
        file: PathBuf,
        /// The warnings as one JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Draft a codebook from what the ledger holds, for an analyst to go on with
    Init {
        /// Write it here; a file that is there is not overwritten [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the JSON schema of codebooks, for editors
    Schema,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &CodebookArgs) -> Result<Status, Failure> {
    let mut out = ui.out();
    match &args.action {
        Action::Check { file, json } => {
            let (checked, advice) = check_codebook(file)?;
            for advice in &advice {
                if *json {
                    json_line(&mut out, advice)?;
                } else {
                    let line = advice.line.map_or(String::new(), |line| format!(":{line}"));
                    ui.warning(&format!("{}{line}: {}", file.display(), advice.message));
                }
            }
            out.flush()?;
            let codebook = &checked.codebook;
            ui.status(&format!(
                "{}: {} parties, {} issues, {} propositions; {} {}",
                file.display(),
                codebook.parties.len(),
                codebook.issues.len(),
                codebook.propositions.len(),
                advice.len(),
                if advice.len() == 1 { "warning" } else { "warnings" }
            ));
        }
        Action::Init { out: file } => {
            let ledger = context.open_existing()?;
            let draft = draft_codebook(&ledger)?;
            match file {
                None => out.write_all(draft.as_bytes())?,
                Some(path) => {
                    let mut new = std::fs::File::create_new(path).map_err(|error| {
                        Failure::new(format!("cannot write {}: {error}", path.display()))
                            .hint("a codebook that is there is not overwritten; name another file")
                    })?;
                    new.write_all(draft.as_bytes())?;
                    ui.status(&format!("{} written; it is a draft: go through it", path.display()));
                }
            }
            out.flush()?;
        }
        Action::Schema => {
            serde_json::to_writer_pretty(&mut out, &codebook_schema()).map_err(std::io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
    }
    Ok(Status::Done)
}
