//! Why a command could not do its work, and the exit status of one that could.

use std::io;
use std::process::ExitCode;

use standpoint_app::AppError;
use standpoint_app::ledger;

/// A command that failed: what happened, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
    broken_pipe: bool,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), hints: Vec::new(), broken_pipe: false }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether the reader of our output went away (`standpoint … | head`), which is no failure to tell of.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let broken_pipe = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source())
            .any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe));
        Failure { message: error.to_string(), hints: error.hints().to_vec(), broken_pipe }
    }
}

impl From<ledger::Error> for Failure {
    fn from(error: ledger::Error) -> Self {
        AppError::from(error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Failure { message: format!("cannot write the output: {error}"), hints: Vec::new(), broken_pipe }
    }
}

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// All is well.
    Done,
    /// A check found something.
    Findings,
    /// The work is done, but some of what was named could not be read.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        match status {
            Status::Done => ExitCode::SUCCESS,
            Status::Findings => ExitCode::from(1),
            Status::Incomplete => ExitCode::from(2),
        }
    }
}
