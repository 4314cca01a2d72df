//! A trained judge of stances and acts, from files.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use standpoint_inference::{JudgeFiles, JudgeModel, WordFiles, WordVectors};
use standpoint_reading::{Judge, ModelJudge};

use crate::AppError;

/// Makes a judge ready: a folder with `judge.onnx` and `judge.json`, as `tools/judge` exports them. It reads the word
/// vectors that are in this program.
///
/// # Errors
/// A file of the folder cannot be read, or is not what `tools/judge` exports.
pub fn load_judge(folder: &Path) -> Result<Box<dyn Judge>, AppError> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| AppError::file("read", &path, error))
    };
    let description = String::from_utf8(read("judge.json")?)
        .map_err(|_| AppError::user(format!("{}: is not UTF-8", folder.join("judge.json").display())))?;
    let files = JudgeFiles { network: Cow::Owned(read("judge.onnx")?), description: Cow::Owned(description) };
    let words = WordVectors::new(WordFiles::built_in()).map(Arc::new);
    let model = words.and_then(|words| JudgeModel::new(&files, words)).map_err(|error| {
        AppError::user(format!("{}: {error}", folder.display()))
            .hint("a judge's folder has judge.onnx and judge.json, made by tools/judge")
    })?;
    Ok(Box::new(ModelJudge::new(model)))
}
