//! What the program says, and where: `stdout` is data, `stderr` is conversation.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use standpoint_brief::TerminalOptions;

use crate::arguments::Color;
use crate::failure::Failure;
use crate::progress_bar::ProgressBar;

/// Width of tables where the terminal does not tell its own.
const WIDTH: usize = 100;

/// The two streams, with what is known of the terminal.
pub(crate) struct Ui {
    choice: ColorChoice,
    quiet: bool,
}

impl Ui {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Ui { choice, quiet }
    }

    /// The stream for data, buffered.
    pub(crate) fn out(&self) -> impl Write + use<> {
        let stream: Box<dyn Write> = match AutoStream::choice(&io::stdout()) {
            _ if self.choice == ColorChoice::Always => Box::new(io::stdout().lock()),
            ColorChoice::Never => Box::new(anstream::StripStream::new(io::stdout().lock())),
            _ if self.choice == ColorChoice::Never => {
                Box::new(anstream::StripStream::new(io::stdout().lock()))
            }
            _ => Box::new(io::stdout().lock()),
        };
        io::BufWriter::with_capacity(1 << 16, stream)
    }

    /// How tables and pages are laid out for this terminal.
    pub(crate) fn terminal(&self) -> TerminalOptions {
        let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
        let colour = match self.choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            _ => !matches!(AutoStream::choice(&io::stdout()), ColorChoice::Never),
        };
        TerminalOptions { width, colour }
    }

    /// A bar on a terminal, nothing elsewhere.
    pub(crate) fn progress(&self, doing: &'static str) -> ProgressBar {
        ProgressBar::new(doing, !self.quiet && io::stderr().is_terminal())
    }

    /// A line about what was done.
    pub(crate) fn status(&self, message: &str) {
        if !self.quiet {
            self.line(Style::new(), "", message);
        }
    }

    /// Something that went wrong without stopping the work.
    pub(crate) fn warning(&self, message: &str) {
        self.line(AnsiColor::Yellow.on_default().bold(), "warning: ", message);
    }

    /// What to do about what was said before.
    pub(crate) fn hint(&self, message: &str) {
        self.line(AnsiColor::Cyan.on_default(), "   hint: ", message);
    }

    /// Why the command could not do its work.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.line(AnsiColor::Red.on_default().bold(), "error: ", &failure.message);
        for hint in &failure.hints {
            self.hint(hint);
        }
    }

    fn line(&self, style: Style, label: &str, message: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.choice);
        // Names of files and words of documents are data: they must not steer the terminal.
        let message = standpoint_brief::terminal::printable(message);
        // A closed stderr leaves nobody to tell.
        let _ = writeln!(stream, "{style}{label}{style:#}{message}");
    }
}
