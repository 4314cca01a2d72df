//! The program `standpoint`: parses the command line, calls one use case, prints what it answers.
//!
//! `stdout` is data, `stderr` is conversation. Exit status: 0 done, 1 findings under a check, 2 failure.

mod arguments;
mod commands;
mod failure;
mod progress_bar;
mod ui;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::ui::Ui;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut ui = Ui::new(arguments.global.color, arguments.global.quiet);
    match commands::run(&mut ui, arguments) {
        Ok(status) => status.into(),
        Err(failure) => {
            if !failure.is_broken_pipe() {
                ui.failure(&failure);
            }
            ExitCode::from(2)
        }
    }
}
