//! Who judges acts, issues and stances beside the rules, as arguments.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use standpoint_app::ledger::Ledger;
use standpoint_app::reading::Judge;
use standpoint_app::{AppError, JudgeChoice, is_judged, load_judge};

use super::reader::ReaderArgs;

/// Who judges beside the rules.
#[derive(Debug, Args)]
pub(crate) struct JudgeArgs {
    /// Who judges acts, issues and stances beside the rules [default: trained with the full reader, else none]
    #[arg(long, value_name = "JUDGE")]
    judge: Option<JudgeName>,
    /// A trained judge of your own: a folder with judge.onnx and judge.json
    #[arg(long, value_name = "FOLDER", conflicts_with = "judge")]
    judge_model: Option<PathBuf>,
}

/// Whether a judge is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum JudgeName {
    /// The trained judge of this program: it reaches what no rule and no hint of the codebook does.
    Trained,
    /// Nobody: rules alone, which is faster, and less complete.
    None,
}

impl JudgeArgs {
    /// Makes the judge ready, where one is wanted: who reads in a hurry does without.
    pub(crate) fn beside(&self, reader: &ReaderArgs) -> Result<Option<Box<dyn Judge>>, AppError> {
        self.load(if reader.for_quality() { JudgeName::Trained } else { JudgeName::None })
    }

    /// The same where nothing is read: one is wanted where one judged the statements of the ledger.
    pub(crate) fn as_before(&self, ledger: &Ledger) -> Result<Option<Box<dyn Judge>>, AppError> {
        self.load(if is_judged(ledger)? { JudgeName::Trained } else { JudgeName::None })
    }

    fn load(&self, unless_told: JudgeName) -> Result<Option<Box<dyn Judge>>, AppError> {
        load_judge(&match (&self.judge_model, self.judge.unwrap_or(unless_told)) {
            (Some(folder), _) => JudgeChoice::Folder(folder.clone()),
            (None, JudgeName::Trained) => JudgeChoice::Trained,
            (None, JudgeName::None) => JudgeChoice::None,
        })
    }
}
