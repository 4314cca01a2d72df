//! What the commands share by which a person says something: who says it, and why.

use clap::Args;
use standpoint_app::ledger::{Signature, StatementId, StatementRow};

use super::context::Context;
use crate::failure::Failure;

/// Who says it.
#[derive(Debug, Args)]
pub(super) struct Coder {
    /// Your name, kept with what you say
    #[arg(long, value_name = "NAME")]
    pub(super) coder: String,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    pub(super) why: Option<String>,
}

impl Coder {
    pub(super) fn signature(&self, context: &Context) -> Signature {
        Signature { coder: self.coder.clone(), why: self.why.clone(), at: context.now() }
    }
}

/// Which statement.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// The statement's id, as `standpoint statements` shows it
    #[arg(value_name = "ID")]
    id: String,
    /// Refuse unless these are its words, all of them
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

impl Which {
    /// The statement, if its words are those that were given.
    pub(super) fn find(&self, ledger: &standpoint_app::ledger::Ledger) -> Result<StatementRow, Failure> {
        let row = ledger.statement(&self.id.parse::<StatementId>()?)?;
        match &self.words {
            Some(words) if words.trim() != row.text.trim() => {
                Err(Failure::new(format!("{} is another statement: its words are {:?}", self.id, row.text))
                    .hint("`standpoint statements --json` gives each statement's id and words"))
            }
            _ => Ok(row),
        }
    }
}
