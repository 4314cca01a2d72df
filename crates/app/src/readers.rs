//! Which reader reads: one that comes with the program, one from files, or the rules.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use standpoint_inference::{Model, ModelFiles};
use standpoint_reading::{ModelReader, Reader, RuleReader};

use crate::AppError;

/// Which reader reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReaderChoice {
    /// The trained reader for quality.
    #[default]
    Full,
    /// Rules and word lists: by far the fastest, and the least complete.
    Rules,
    /// A trained reader from a folder with `reader.onnx`, `reader.json` and `vocab.txt`.
    Folder(PathBuf),
}

/// Makes the reader ready.
///
/// # Errors
/// A file of the folder cannot be read, or is not what `tools/reader` exports.
pub fn load_reader(choice: &ReaderChoice) -> Result<Box<dyn Reader>, AppError> {
    let model = match choice {
        ReaderChoice::Rules => return Ok(Box::new(RuleReader::new())),
        ReaderChoice::Full => built_in(ModelFiles::full())?,
        ReaderChoice::Folder(folder) => Model::new(files(folder)?).map_err(|error| {
            AppError::user(format!("{}: {error}", folder.display()))
                .hint("a reader's folder has reader.onnx, reader.json and vocab.txt, made by tools/reader")
        })?,
    };
    Ok(Box::new(ModelReader::new(model)))
}

fn built_in(files: ModelFiles) -> Result<Model, AppError> {
    Model::new(files).map_err(|error| {
        AppError::user(format!("the reader in this program cannot be used: {error}"))
            .hint("--reader rules reads without it")
    })
}

fn files(folder: &Path) -> Result<ModelFiles, AppError> {
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| AppError::file("read", &path, error))
    };
    let path = folder.join("reader.onnx");
    let network = std::fs::read(&path).map_err(|error| AppError::file("read", &path, error))?;
    Ok(ModelFiles {
        network: Cow::Owned(network),
        description: Cow::Owned(text("reader.json")?),
        vocabulary: Cow::Owned(text("vocab.txt")?),
    })
}
