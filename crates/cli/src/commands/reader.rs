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
    /// A trained reader of your own: a folder with reader.onnx and reader.json
    #[arg(long, value_name = "FOLDER", conflicts_with = "reader")]
    model: Option<PathBuf>,
}

/// The readers that come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReaderName {
    /// The trained reader, for quality.
    Full,
    /// A smaller trained reader, for bulk: several times as fast, and a little less complete.
    Fast,
    /// Rules and word lists: by far the fastest, and the least complete.
    Rules,
}

impl ReaderArgs {
    /// Whether quality counts more than speed.
    pub(crate) fn for_quality(&self) -> bool {
        self.model.is_some() || self.reader == ReaderName::Full
    }

    /// Makes the reader ready.
    pub(crate) fn load(&self) -> Result<Box<dyn Reader>, AppError> {
        load_reader(&match (&self.model, self.reader) {
            (Some(folder), _) => ReaderChoice::Folder(folder.clone()),
            (None, ReaderName::Full) => ReaderChoice::Full,
            (None, ReaderName::Fast) => ReaderChoice::Fast,
            (None, ReaderName::Rules) => ReaderChoice::Rules,
        })
    }
}
