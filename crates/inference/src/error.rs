//! Why a model cannot be used.

use thiserror::Error;

/// A reader's files do not make a model.
///
/// The message says which of the three files is at fault, by its usual name, and what to do.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct LoadError(#[from] Problem);

impl LoadError {
    /// Which part is at fault, for programs.
    pub fn kind(&self) -> LoadErrorKind {
        match self.0 {
            Problem::Json(_) | Problem::Format(_) | Problem::Description(_) => LoadErrorKind::Description,
            Problem::Vocabulary(_) => LoadErrorKind::Vocabulary,
            Problem::Network(_) | Problem::Outputs(_) => LoadErrorKind::Network,
        }
    }

    pub(crate) fn description(message: impl Into<String>) -> Self {
        Problem::Description(message.into()).into()
    }

    pub(crate) fn format(found: u32) -> Self {
        Problem::Format(found).into()
    }

    pub(crate) fn json(error: serde_json::Error) -> Self {
        Problem::Json(error).into()
    }

    pub(crate) fn vocabulary(message: impl Into<String>) -> Self {
        Problem::Vocabulary(message.into()).into()
    }

    pub(crate) fn network(message: impl Into<String>) -> Self {
        Problem::Network(message.into()).into()
    }

    pub(crate) fn outputs(message: impl Into<String>) -> Self {
        Problem::Outputs(message.into()).into()
    }
}

/// Which of a reader's files is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// `reader.json`: not JSON, of another format, or with values that do not fit together.
    Description,
    /// `vocab.txt`.
    Vocabulary,
    /// `reader.onnx`: not a network that the runtime can run, or not the one that is described.
    Network,
}

#[derive(Debug, Error)]
enum Problem {
    #[error("reader.json cannot be understood ({0}); export the reader again with tools/reader")]
    Json(#[source] serde_json::Error),
    #[error(
        "reader.json has format {0}, and this program reads format {format}; take a reader of that format",
        format = crate::parameters::FORMAT
    )]
    Format(u32),
    #[error("reader.json does not hold together: {0}; export the reader again with tools/reader")]
    Description(String),
    #[error("vocab.txt does not fit: {0}; take the three files from one export")]
    Vocabulary(String),
    #[error("reader.onnx cannot be run: {0}; check that the file is whole, or export the reader again")]
    Network(String),
    #[error(
        "reader.onnx is not the network that reader.json describes: {0}; take the three files from one export"
    )]
    Outputs(String),
}
