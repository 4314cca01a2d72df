//! What the commands share: settings, the ledger's path, the reader, what time it is.

use std::path::{Path, PathBuf};

use standpoint_app::intake::{Options, Place};
use standpoint_app::ledger::Ledger;
use standpoint_app::{AppError, CodebookFile, Settings, find_codebook, load_codebook, load_settings};
use standpoint_terms::Moment;

use crate::arguments::Global;
use crate::failure::Failure;

const SETTINGS: &str = "standpoint.toml";
const LEDGER: &str = "standpoint.db";

/// What the commands share.
pub(crate) struct Context {
    settings: Settings,
    ledger: PathBuf,
}

impl Context {
    pub(crate) fn new(global: &Global) -> Result<Self, Failure> {
        let settings = match &global.settings {
            Some(path) => load_settings(path)?,
            None if Path::new(SETTINGS).is_file() => load_settings(Path::new(SETTINGS))?,
            None => Settings::default(),
        };
        let ledger = global
            .ledger
            .clone()
            .or_else(|| settings.ledger.clone())
            .unwrap_or_else(|| PathBuf::from(LEDGER));
        if let Some(jobs) = global.jobs {
            if jobs == 0 {
                return Err(Failure::new("--jobs 0: at least one thread is needed")
                    .hint("leave --jobs out to use all cores"));
            }
            rayon::ThreadPoolBuilder::new()
                .num_threads(jobs)
                .build_global()
                .map_err(|error| Failure::new(format!("cannot start {jobs} threads: {error}")))?;
        }
        Ok(Context { settings, ledger })
    }

    /// The ledger's file.
    pub(crate) fn ledger_path(&self) -> &Path {
        &self.ledger
    }

    /// The ledger, made if it is not there.
    pub(crate) fn open_ledger(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open(&self.ledger)?)
    }

    /// The ledger, which must be there.
    pub(crate) fn open_existing(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open_existing(&self.ledger)?)
    }

    /// How documents are taken in.
    pub(crate) fn intake(&self) -> Options {
        self.settings.intake.options()
    }

    /// The codebook that was named: by the command line, by the settings, or by standing in a named folder.
    pub(crate) fn codebook(
        &self,
        named: Option<&Path>,
        places: &[Place],
    ) -> Result<Option<CodebookFile>, AppError> {
        let path = named
            .map(Path::to_owned)
            .or_else(|| self.settings.codebook.clone())
            .or_else(|| find_codebook(places));
        path.as_deref().map(load_codebook).transpose()
    }

    /// What time it is, in UTC.
    #[expect(clippy::disallowed_methods, reason = "the program's edge tells the library the time")]
    pub(crate) fn now(&self) -> Moment {
        let seconds = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
        Moment::from_unix_seconds(seconds)
    }
}
