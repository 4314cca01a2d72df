//! Who reads, as arguments.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use standpoint_app::reading::Reader;
use standpoint_app::{AppError, ReaderChoice, load_reader};

/// Who reads.
#[derive(Debug, Args)]
pub(crate) struct ReaderArgs {
    /// Which reader reads
    #[arg(long, value_name = "READER", default_value = "full")]
    reader: ReaderName,
    /// A trained reader of your own: a folder with reader.onnx, reader.json and vocab.txt
    #[arg(long, value_name = "FOLDER", conflicts_with = "reader")]
    model: Option<PathBuf>,
}

/// The readers that come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReaderName {
    /// The trained reader, for quality.
    Full,
    /// Rules and word lists, for bulk: by far the fastest, and less complete.
    Rules,
}

impl ReaderArgs {
    /// Makes the reader ready.
    pub(crate) fn load(&self) -> Result<Box<dyn Reader>, AppError> {
        load_reader(&match (&self.model, self.reader) {
            (Some(folder), _) => ReaderChoice::Folder(folder.clone()),
            (None, ReaderName::Full) => ReaderChoice::Full,
            (None, ReaderName::Rules) => ReaderChoice::Rules,
        })
    }
}
