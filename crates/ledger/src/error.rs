//! What can go wrong with a ledger, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the ledger did not do as asked. The message names the file; [`Error::hint`] says what to do.
pub struct Error {
    inner: Box<Inner>,
}

struct Inner {
    kind: ErrorKind,
    /// The ledger's file, once known.
    path: Option<PathBuf>,
    /// What happened, as the end of a sentence that begins with the file.
    what: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of errors, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no such file.
    Missing,
    /// The file is not a ledger.
    NotALedger,
    /// A newer version of the program made the ledger.
    Newer,
    /// Another process holds it.
    Locked,
    /// The disk is full.
    Full,
    /// It must not be written to.
    ReadOnly,
    /// It cannot be opened: no permission, no folder.
    CannotOpen,
    /// Its content is damaged.
    Corrupted,
    /// The entry does not fit its own text, or is not in the ledger; nothing of its batch was written.
    Refused,
    /// The statement that was named is not there, or not with these words.
    NoStatement,
    /// The search has no word to look for.
    Query,
    /// Anything else: a fault of the program or of the machine.
    Other,
}

impl Error {
    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The ledger's file; `None` for one in memory.
    pub fn path(&self) -> Option<&Path> {
        self.inner.path.as_deref()
    }

    /// What a user can do, as one sentence.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self.inner.kind {
            ErrorKind::Missing => "`standpoint add PATH...` makes a ledger; --ledger names another file",
            ErrorKind::NotALedger => "name another file with --ledger; this one was left as it is",
            ErrorKind::Newer => "use the newer version of standpoint that made it, or another file",
            ErrorKind::Locked => "another program is writing to it: try again when it is done",
            ErrorKind::Full => "make room on the disk and run the same command again; nothing was lost",
            ErrorKind::ReadOnly => "give yourself permission to write to the file and its folder, or copy it",
            ErrorKind::CannotOpen => "see that the folder exists and that you may read and write there",
            ErrorKind::Corrupted => {
                "move the file away and add the documents again, or restore a copy; \
                 `standpoint check-ledger` says what is damaged"
            }
            ErrorKind::Query => "give at least one word or \"exact phrase\" that is not excluded by -",
            ErrorKind::NoStatement => "`standpoint statements --json` gives each statement's id",
            ErrorKind::Refused | ErrorKind::Other => return None,
        })
    }

    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Error { inner: Box::new(Inner { kind, path: None, what: what.into(), source: None }) }
    }

    /// Names the file, unless that was done.
    pub(crate) fn at(mut self, path: Option<&Path>) -> Self {
        if self.inner.path.is_none() {
            self.inner.path = path.map(Path::to_path_buf);
        }
        self
    }

    fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.inner.source = Some(source.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner.path {
            Some(path) => write!(f, "the ledger {} {}", path.display(), self.inner.what),
            None => write!(f, "the ledger {}", self.inner.what),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.inner.kind)?;
        match &self.inner.source {
            Some(source) => write!(f, " ({source:?})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner.source.as_deref().map(|e| e as _)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let (kind, what) = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => (ErrorKind::NotALedger, "is not a SQLite file".to_owned()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (ErrorKind::Locked, "is in use by another program".to_owned())
            }
            Some(ErrorCode::DiskFull) => {
                (ErrorKind::Full, "cannot grow: the disk is full; the unfinished batch was undone".to_owned())
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                (ErrorKind::ReadOnly, "must not be written to".to_owned())
            }
            Some(ErrorCode::CannotOpen) => (ErrorKind::CannotOpen, "cannot be opened".to_owned()),
            Some(ErrorCode::DatabaseCorrupt) => (ErrorKind::Corrupted, "is damaged".to_owned()),
            _ => match &error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => {
                    (ErrorKind::Corrupted, format!("holds a value that it cannot hold: {error}"))
                }
                _ => (ErrorKind::Other, format!("failed: {error}")),
            },
        };
        Error::new(kind, what).because(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::new(ErrorKind::Corrupted, format!("holds a value that it cannot hold: {error}")).because(error)
    }
}
