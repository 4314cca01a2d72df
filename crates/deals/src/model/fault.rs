//! What is wrong with a model.

use thiserror::Error;

/// What is wrong with a model, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{}: {message}", .file, .line.map_or(String::new(), |line| format!(":{line}")))]
pub struct ModelFault {
    /// The file's name as the user gave it.
    pub file: String,
    /// Counted from 1; none where the fault is of the whole file.
    pub line: Option<usize>,
    /// What is wrong, and what to do about it.
    pub message: String,
}
