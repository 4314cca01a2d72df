//! Who judges beside the rules while something is measured.

use std::path::Path;

use standpoint_app::reading::Judge;
use standpoint_app::{JudgeChoice, load_judge};

/// A judge, or rules alone.
pub(crate) type Beside = Option<Box<dyn Judge>>;

/// Those of which a table tells: nobody, then the judge of this program; or only the judge of a folder, or nobody for `none`.
///
/// # Errors
/// The folder holds no judge.
pub(crate) fn judges(folder: Option<&Path>) -> Result<Vec<Beside>, String> {
    let choices = match folder {
        Some(folder) if folder == "none" => vec![JudgeChoice::None],
        Some(folder) => vec![JudgeChoice::Folder(folder.to_owned())],
        None => vec![JudgeChoice::None, JudgeChoice::Trained],
    };
    choices.iter().map(|choice| load_judge(choice).map_err(|error| error.to_string())).collect()
}

/// How a table calls it.
pub(crate) fn by(judge: &Beside) -> String {
    judge.as_ref().map_or_else(|| "rules alone".to_owned(), |judge| format!("rules and {}", judge.name()))
}
