//! Which reader reads: one that comes with the program, one from files, or the rules.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use standpoint_inference::{LoadError, Model, ModelFiles, WordFiles, WordVectors};
use standpoint_reading::{ModelReader, Reader, RuleReader};

use crate::AppError;

/// Which reader reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReaderChoice {
    /// The trained reader for quality.
    #[default]
    Full,
    /// The trained reader for bulk, distilled from the other: several times as fast, and a little less complete.
    Fast,
    /// Rules and word lists: by far the fastest, and the least complete.
    Rules,
    /// A trained reader from a folder with `reader.onnx` and `reader.json`, and `vocab.txt` and `vectors.i8` unless
    /// it was trained with the word vectors in this program.
    Folder(PathBuf),
}

/// Makes the reader ready.
///
/// # Errors
/// A file of the folder cannot be read, or is not what `tools/reader` exports.
pub fn load_reader(choice: &ReaderChoice) -> Result<Box<dyn Reader>, AppError> {
    let model = match choice {
        ReaderChoice::Rules => return Ok(Box::new(RuleReader::new())),
        ReaderChoice::Full => built_in(&ModelFiles::full())?,
        ReaderChoice::Fast => built_in(&ModelFiles::fast())?,
        ReaderChoice::Folder(folder) => from_folder(folder)?,
    };
    Ok(Box::new(ModelReader::new(model)))
}

fn built_in(files: &ModelFiles) -> Result<Model, AppError> {
    let model = words(WordFiles::built_in()).and_then(|words| Model::new(files, words));
    model.map_err(|error| {
        AppError::user(format!("the reader in this program cannot be used: {error}"))
            .hint("--reader rules reads without it")
    })
}

fn words(files: WordFiles) -> Result<Arc<WordVectors>, LoadError> {
    WordVectors::new(files).map(Arc::new)
}

fn from_folder(folder: &Path) -> Result<Model, AppError> {
    let bytes = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| AppError::file("read", &path, error))
    };
    let text = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| AppError::file("read", &path, error))
    };
    let files = ModelFiles {
        network: Cow::Owned(bytes("reader.onnx")?),
        description: Cow::Owned(text("reader.json")?),
    };
    let shared = if folder.join("vectors.i8").exists() {
        WordFiles { vocabulary: Cow::Owned(text("vocab.txt")?), vectors: Cow::Owned(bytes("vectors.i8")?) }
    } else {
        WordFiles::built_in()
    };
    words(shared).and_then(|words| Model::new(&files, words)).map_err(|error| {
        AppError::user(format!("{}: {error}", folder.display()))
            .hint("a reader's folder has reader.onnx and reader.json, made by tools/reader")
    })
}
