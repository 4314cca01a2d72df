//! Who judges acts and stances beside the rules, as an argument.

use std::path::PathBuf;

use clap::Args;
use standpoint_app::reading::Judge;
use standpoint_app::{AppError, load_judge};

/// Who judges acts and stances beside the rules.
#[derive(Debug, Args)]
pub(crate) struct JudgeArgs {
    /// Ask a trained judge about acts and stances that the rules do not reach: a folder made by tools/judge
    #[arg(long, value_name = "FOLDER")]
    judge: Option<PathBuf>,
}

impl JudgeArgs {
    /// Makes the judge ready, where one is named.
    pub(crate) fn load(&self) -> Result<Option<Box<dyn Judge>>, AppError> {
        self.judge.as_deref().map(load_judge).transpose()
    }
}
