//! Why a model cannot be used.

use thiserror::Error;

/// A reader's files do not make a model.
///
/// The message says which of the files is at fault, by its usual name, and what to do.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct LoadError(#[from] Problem);

impl LoadError {
    /// Which part is at fault, for programs.
    pub fn kind(&self) -> LoadErrorKind {
        match self.0 {
            Problem::Json(_) | Problem::Format(_) | Problem::Description(_) => LoadErrorKind::Description,
            Problem::Vocabulary(_) => LoadErrorKind::Vocabulary,
            Problem::Vectors(_) | Problem::OtherVectors { .. } => LoadErrorKind::Vectors,
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

    pub(crate) fn vectors(message: impl Into<String>) -> Self {
        Problem::Vectors(message.into()).into()
    }

    pub(crate) fn other_vectors(wanted: &str, found: &str) -> Self {
        Problem::OtherVectors { wanted: wanted.to_owned(), found: found.to_owned() }.into()
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
    /// `vectors.i8`: not a vector for each piece, or not those that the reader was trained with.
    Vectors,
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
    #[error("vocab.txt does not fit: {0}; take vocab.txt and vectors.i8 from one export")]
    Vocabulary(String),
    #[error("vectors.i8 does not fit: {0}; take vocab.txt and vectors.i8 from one export")]
    Vectors(String),
    #[error(
        "reader.json was made for the word vectors {wanted}, and these are {found}; \
         put the vocab.txt and vectors.i8 that it was trained with beside it"
    )]
    OtherVectors { wanted: String, found: String },
    #[error("reader.onnx cannot be run: {0}; check that the file is whole, or export the reader again")]
    Network(String),
    #[error("reader.onnx is not the network that reader.json describes: {0}; take the files from one export")]
    Outputs(String),
}
