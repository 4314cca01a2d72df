//! What can go wrong in a use case, and whose fault it is.

use std::path::Path;

use thiserror::Error;

/// A use case that could not be carried out. One bad document is no such error: it is counted, and the
/// batch goes on.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct AppError {
    kind: ErrorKind,
    message: String,
    hints: Vec<String>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Something that the user gave: a codebook, a setting, a path.
    User,
    /// The ledger cannot be used.
    Ledger,
    /// The operating system refused: no space, no permission.
    System,
}

impl AppError {
    /// An error in what the user gave.
    pub fn user(message: impl Into<String>) -> Self {
        AppError { kind: ErrorKind::User, message: message.into(), hints: Vec::new(), source: None }
    }

    /// An error of reading or writing a file, named.
    pub fn file(doing: &str, path: &Path, source: std::io::Error) -> Self {
        AppError {
            kind: ErrorKind::System,
            message: format!("cannot {doing} {}: {source}", path.display()),
            hints: Vec::new(),
            source: Some(Box::new(source)),
        }
    }

    /// The same error with a remark on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whose fault it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What to do, a line each.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }
}

impl From<standpoint_ledger::Error> for AppError {
    fn from(source: standpoint_ledger::Error) -> Self {
        AppError {
            kind: ErrorKind::Ledger,
            message: source.to_string(),
            hints: source.hint().map(str::to_owned).into_iter().collect(),
            source: Some(Box::new(source)),
        }
    }
}
