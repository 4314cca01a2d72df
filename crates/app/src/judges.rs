//! Who judges acts, issues and stances beside the rules: the trained judge of this program, one from files, or nobody.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use standpoint_inference::{JudgeFiles, JudgeModel, LoadError, WordFiles, WordVectors};
use standpoint_reading::{Judge, ModelJudge};

use crate::AppError;

/// Who judges beside the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum JudgeChoice {
    /// The trained judge of this program.
    #[default]
    Trained,
    /// Nobody: rules alone.
    None,
    /// A trained judge from a folder with `judge.onnx` and `judge.json`, as `tools/judge` exports them. It reads the word
    /// vectors that are in this program.
    Folder(PathBuf),
}

/// Makes the judge ready, where one is chosen.
///
/// # Errors
/// A file of the folder cannot be read, or is not what `tools/judge` exports.
pub fn load_judge(choice: &JudgeChoice) -> Result<Option<Box<dyn Judge>>, AppError> {
    let model = match choice {
        JudgeChoice::None => return Ok(None),
        JudgeChoice::Trained => model(&JudgeFiles::built_in()).map_err(|error| {
            AppError::user(format!("the judge in this program cannot be used: {error}"))
                .hint("--judge none does without it")
        })?,
        JudgeChoice::Folder(folder) => from_folder(folder)?,
    };
    Ok(Some(Box::new(ModelJudge::new(model))))
}

fn model(files: &JudgeFiles) -> Result<JudgeModel, LoadError> {
    let words = WordVectors::new(WordFiles::built_in()).map(Arc::new);
    words.and_then(|words| JudgeModel::new(files, words))
}

fn from_folder(folder: &Path) -> Result<JudgeModel, AppError> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| AppError::file("read", &path, error))
    };
    let description = String::from_utf8(read("judge.json")?)
        .map_err(|_| AppError::user(format!("{}: is not UTF-8", folder.join("judge.json").display())))?;
    let files = JudgeFiles { network: Cow::Owned(read("judge.onnx")?), description: Cow::Owned(description) };
    model(&files).map_err(|error| {
        AppError::user(format!("{}: {error}", folder.display()))
            .hint("a judge's folder has judge.onnx and judge.json, made by tools/judge")
    })
}
